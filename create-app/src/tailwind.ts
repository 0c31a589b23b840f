/** Tailwind CSS, added to an app. */
import { type AppFiles, textOf } from './templates.ts'

/** The packages are added by package-json.ts. */
export function withTailwind(files: AppFiles): AppFiles {
  const sheet = ['app/globals.css', 'src/app/globals.css'].find((path) => files.has(path))
  if (sheet === undefined) throw new Error('The template has no globals.css to import Tailwind CSS in.')
  return new Map([
    ...files,
    [sheet, Buffer.from(`@import "tailwindcss";\n\n${textOf(files, sheet)}`)],
    ['postcss.config.mjs', Buffer.from(CONFIG)],
  ])
}

const CONFIG = `export default {
  plugins: { '@tailwindcss/postcss': {} },
}
`
