/** The payload of this page by rows, the largest first, and what each kind of row weighs. */
import { element } from '../element.ts'
import { fetchPayload } from './fetch-payload.ts'
import { isDebugRow, type PayloadRow, payloadRows, rowKind } from './payload-rows.ts'
import { bytesText } from './quantities.ts'
import { table } from './table.ts'

export async function payloadView(): Promise<HTMLElement> {
  const rows = payloadRows(await fetchPayload())
  if (rows.length === 0) return element('p', {}, 'This page has no payload.')
  const kept = rows.filter((row) => !isDebugRow(row))
  const debug = sum(rows) - sum(kept)
  const largest = [...kept].sort((a, b) => b.bytes - a.bytes)
  return element(
    'div',
    {},
    element(
      'p',
      {},
      `${bytesText(sum(kept))} in ${kept.length} rows, before compression; ${bytesText(debug)} more of development.`,
    ),
    table(
      ['Kind', 'Rows', 'Bytes'],
      kinds(kept).map(([kind, of]) => [kind, String(of.length), bytesText(sum(of))]),
    ),
    table(
      ['Row', 'Kind', 'Bytes', 'Content'],
      largest
        .slice(0, 200)
        .map(({ id, tag, bytes, text }) => [id || '–', rowKind(tag), bytesText(bytes), element('code', {}, text)]),
    ),
  )
}

function kinds(rows: readonly PayloadRow[]): [string, PayloadRow[]][] {
  const groups = new Map<string, PayloadRow[]>()
  for (const row of rows) groups.set(rowKind(row.tag), [...(groups.get(rowKind(row.tag)) ?? []), row])
  return [...groups].sort(([, a], [, b]) => sum(b) - sum(a))
}

function sum(rows: readonly PayloadRow[]): number {
  return rows.reduce((total, { bytes }) => total + bytes, 0)
}
