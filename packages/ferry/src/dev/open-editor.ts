/** Opens a file of the app in the developer's editor: LAUNCH_EDITOR, EDITOR, or the one that is running. */
import { statSync } from 'node:fs'
import { Forbidden } from './endpoints.ts'
import { fileInside } from './source-places.ts'

export interface EditorRequest {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** Throws when it is something else. */
export function readEditorRequest(body: unknown): EditorRequest {
  const { file, line, column } = (body ?? {}) as Readonly<Record<string, unknown>>
  if (typeof file !== 'string') throw new Error('No file.')
  return { file, line: positive(line), column: positive(column) }
}

/** Rejects for whatever is not a file of the app's folder, symbolic links resolved. */
export async function openEditor(root: string, { file, line, column }: EditorRequest): Promise<void> {
  const path = fileInside(root, file)
  if (path === null || !statSync(path).isFile()) throw new Forbidden('Not a file of the app.')
  const { default: launch } = await import('launch-editor')
  launch(`${path}:${line}:${column}`, process.env.LAUNCH_EDITOR || process.env.EDITOR || undefined)
}

function positive(value: unknown): number {
  return Number.isInteger(value) && (value as number) > 0 ? (value as number) : 1
}
