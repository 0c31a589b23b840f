/** A BuildReport as text for people. */
import type { BuildReport } from './build-report.ts'

export function reportText({ routes, functions }: BuildReport): string {
  const rows = routes.map(({ path, kind, scripts, styles }) => [
    `${kind === 'page' ? '○' : 'λ'} ${path}`,
    scripts === undefined ? '' : kilobytes(scripts.gzip),
    styles === undefined || styles.bytes === 0 ? '' : kilobytes(styles.gzip),
  ])
  const lines = table(['Route', 'JavaScript', 'CSS'], rows)
  lines.push('', '  ○ page   λ handler   sizes: gzip, what a first visit loads')
  if (functions.length > 0) {
    lines.push(
      '',
      ...table(
        ['Public server function', 'Id'],
        functions.map(({ source, id }) => [source, id]),
      ),
    )
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
