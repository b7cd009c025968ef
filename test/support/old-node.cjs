/* Makes the Node that loads this pretend to be too old. */
Object.defineProperty(process.versions, 'node', { value: '20.20.2' });
