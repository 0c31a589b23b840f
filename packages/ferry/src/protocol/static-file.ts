/** A file that the server bundle holds as it is: the export `file` of its module. */
export interface StaticFile {
  readonly base64: string
  /** Media type. */
  readonly type: string
  readonly hash: string
  /** Of an image with a size of its own. */
  readonly width?: number
  readonly height?: number
  /** What an image shows, in words. */
  readonly alt?: string
}

export function readStaticFile(module: Readonly<Record<string, unknown>>): StaticFile {
  return module.file as StaticFile
}
