/** The client modules of the app, one `import()` each. Placeholder: the build puts the list here. */
export const clientReferences: readonly (() => Promise<unknown>)[] = []
