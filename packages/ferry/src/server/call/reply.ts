/** React's reply encoding taken apart: rows of JSON, files, stream chunks and forms, each under its number. */
import { HIDDEN_FIELD_PREFIX } from '../../protocol/names.ts'
import { Refusal } from './refusal.ts'

export interface Reply {
  readonly rows: ReadonlyMap<number, string>
  readonly files: ReadonlyMap<number, Blob>
  readonly streams: ReadonlyMap<number, readonly string[]>
  /** Number of fields of each form, hidden ones left out. */
  readonly forms: ReadonlyMap<number, number>
  /** The same for React's decoder. */
  readonly formData: FormData
}

/**
 * Field names are `<n>` for a row or a file, `S<n>` for a chunk of a stream, `_<n>_<name>` for a field of a form, n in decimal.
 * Any other name is refused: React's client does not write it, and its decoder would keep it for nothing.
 */
export function readReply(parts: Iterable<{ readonly name: string; readonly value: string | File }>): Reply {
  const rows = new Map<number, string>()
  const files = new Map<number, Blob>()
  const streams = new Map<number, string[]>()
  const forms = new Map<number, number>()
  const formData = new FormData()
  for (const { name, value } of parts) {
    const form = FORM_FIELD.exec(name)
    if (form !== null) {
      const field = form[2] ?? ''
      // React leaves its hidden inputs in a hydrated form; a function sees the same fields with and without JavaScript.
      if (field.startsWith(HIDDEN_FIELD_PREFIX)) continue
      const id = Number(form[1])
      forms.set(id, (forms.get(id) ?? 0) + 1)
      // The client numbers forms in decimal, the decoder looks for hexadecimal: from 10 on it would find nothing.
      formData.append(`_${id.toString(16)}_${field}`, value)
      continue
    }
    const row = ROW.exec(name)
    if (row === null) throw malformedReply()
    const id = Number(row[2])
    if (row[1] === 'S') {
      if (typeof value !== 'string') throw malformedReply()
      const chunks = streams.get(id)
      if (chunks === undefined) streams.set(id, [value])
      else chunks.push(value)
    } else if (typeof value === 'string') rows.set(id, value)
    else files.set(id, value)
    formData.append(name, value)
  }
  for (const [id, chunks] of streams) {
    // React would wait for ever for the end of it. A chunk that cannot be read ends it with an error.
    if (chunks.at(-1)?.[0] !== 'C') formData.append(`S${id}`, 'unfinished')
  }
  return { rows, files, streams, forms, formData }
}

export function malformedReply(cause?: unknown): Refusal {
  return new Refusal('bad-request', 'The arguments are malformed.', { cause })
}

const ROW = /^(S?)(0|[1-9]\d{0,5})$/
const FORM_FIELD = /^_(0|[1-9]\d{0,5})_([\s\S]*)$/
