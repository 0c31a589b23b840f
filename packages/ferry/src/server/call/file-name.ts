/** What is kept of the name that a client gives a file. Pure. */

const MAX_BYTES = 255

/**
 * The last component of the path, without control characters and without the marks that reorder text on screen
 * (`exe.gpj` shown as `jpg.exe`), at most 255 bytes of UTF-8. Still the client's word: never a path to write to.
 */
export function cleanFileName(name: string): string {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
  const visible = base.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
  return visible === '.' || visible === '..' ? '' : cutToBytes(visible)
}

/** Cuts in the middle, in front of the extension, and never inside a character. */
function cutToBytes(name: string): string {
  if (Buffer.byteLength(name) <= MAX_BYTES) return name
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 && Buffer.byteLength(name.slice(dot)) <= 32 ? name.slice(dot) : ''
  let room = MAX_BYTES - Buffer.byteLength(extension)
  let stem = ''
  for (const character of extension === '' ? name : name.slice(0, dot)) {
    room -= Buffer.byteLength(character)
    if (room < 0) break
    stem += character
  }
  return stem + extension
}
