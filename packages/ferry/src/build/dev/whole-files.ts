/** Files for browsers are there as a whole: who asks while one is written gets the one before. */
import type { Compiler } from 'webpack'

type OutputFileSystem = NonNullable<Compiler['outputFileSystem']>
type WriteFile = (file: string, content: string | Buffer, done: (error: NodeJS.ErrnoException | null) => void) => void

/** What writing needs of a file system. */
export interface Renaming {
  readonly writeFile: WriteFile
  readonly rename: (from: string, to: string, done: (error: NodeJS.ErrnoException | null) => void) => void
}

export function writeWholeFiles(compiler: Compiler): void {
  const system = compiler.outputFileSystem as (OutputFileSystem & Partial<Renaming>) | null
  if (!system?.rename) return
  compiler.outputFileSystem = {
    ...system,
    writeFile: writeThenRename(system as Renaming) as OutputFileSystem['writeFile'],
  }
}

export function writeThenRename({ writeFile, rename }: Renaming): WriteFile {
  return (file, content, done) => {
    const draft = `${file}.draft`
    writeFile(draft, content, (error) => (error ? done(error) : rename(draft, file, done)))
  }
}
