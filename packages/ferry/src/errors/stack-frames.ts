/** The lines of an error's stack as data, in the spellings of V8 and of the other browsers. */

export interface StackFrame {
  /** Empty when the function has none. */
  readonly name: string
  /** As it stands there: a path or a URL. Empty where only a name is known. */
  readonly file: string
  /** 1-based; 0 when unknown. */
  readonly line: number
  /** 1-based; 0 when unknown. */
  readonly column: number
}

/** The message in front of the frames is skipped. */
export function stackFrames(stack: string): StackFrame[] {
  return stack.split('\n').flatMap((line) => readFrame(line) ?? [])
}

function readFrame(line: string): StackFrame | null {
  const v8 = /^\s*at (?:(.*?) \((.*)\)|(.*))$/.exec(line)
  if (v8) {
    const [, name = '', inner, bare = ''] = v8
    const where = inner ?? bare
    const place = readPlace(where)
    if (place) return { name: cleanName(name), ...place }
    // A component stack may know names only.
    return /^[\w.$<>]+$/.test(where) ? { name: where, file: '', line: 0, column: 0 } : null
  }
  const other = /^(.*?)@(.*)$/.exec(line.trim())
  const place = other && readPlace(other[2] ?? '')
  return place ? { name: cleanName(other[1] ?? ''), ...place } : null
}

function readPlace(where: string): Omit<StackFrame, 'name'> | null {
  const [, file, line, column] = /^(.+?):(\d+)(?::(\d+))?$/.exec(where.replace(/^async /, '')) ?? []
  if (file === undefined || file === '' || file.startsWith('node:internal')) return null
  return { file, line: Number(line), column: Number(column ?? 0) }
}

function cleanName(name: string): string {
  return name.replace(/^async /, '').replace(/^Object\.(?=\w)/, '')
}
