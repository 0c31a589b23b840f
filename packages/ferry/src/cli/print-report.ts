/** A BuildReport as text for people. */
import type { BuildReport, ReportedRoute } from './build-report.ts'
import { routeBranches, sortByTree } from './route-branches.ts'

const SIGNS: Readonly<Record<ReportedRoute['kind'], string>> = { page: '○', handler: 'λ', metadata: '◇' }

const KEPT = '●'

export function reportText({ routes, intercepts, middleware, functions }: BuildReport): string {
  const sorted = sortByTree(routes)
  const branches = routeBranches(sorted.map(({ path }) => path))
  const rows = sorted.map(({ path, kind, kept, scripts, styles }, index) => [
    `${branches[index]}${kept ? KEPT : SIGNS[kind]} ${path}`,
    scripts === undefined ? '' : kilobytes(scripts.gzip),
    styles === undefined || styles.bytes === 0 ? '' : kilobytes(styles.gzip),
  ])
  const kinds = new Set(routes.map(({ kind }) => kind))
  const legend = [
    '○ page',
    ...(routes.some(({ kept }) => kept) ? [`${KEPT} kept page`] : []),
    ...(kinds.has('handler') ? ['λ handler'] : []),
    ...(kinds.has('metadata') ? ['◇ metadata'] : []),
    'sizes: gzip, what a first visit loads',
  ]
  const lines = [...table(['Route', 'JavaScript', 'CSS'], rows), '', `  ${legend.join('   ')}`]
  if (intercepts.length > 0) {
    const seen = sortByTree(intercepts).map(({ path, from, file }) => [path, from, file])
    lines.push('', ...table(['Intercepted', 'From', 'By'], seen))
  }
  if (middleware !== null) lines.push('', `  Middleware   ${middleware}`)
  if (functions.length > 0) {
    const all = functions.map(({ source, id }) => [source, id])
    lines.push('', ...table(['Public server function', 'Id'], all))
  }
  return lines.join('\n')
}

export function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  return [head, ...rows].map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   ')}`.trimEnd(),
  )
}
