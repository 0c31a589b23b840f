/** A template in JavaScript, made from the one in TypeScript. */
import type { AppFiles } from '../templates.ts'
import { stripTypes } from './strip-types.ts'

export function javaScriptFiles(files: AppFiles): AppFiles {
  return new Map([...files].flatMap(([path, content]) => converted(path, content)))
}

function converted(path: string, content: Buffer): [string, Buffer][] {
  if (path.endsWith('.d.ts')) return []
  if (path === 'tsconfig.json') return [['jsconfig.json', edited(content, jsConfig)]]
  if (path === 'package.json') return [[path, edited(content, withoutTypeScript)]]
  if (/\.[mc]?tsx?$/.test(path)) {
    const code = renamed(stripTypes(content.toString('utf8'), { tsx: path.endsWith('x') }))
    return hasCode(code) ? [[renamed(path), Buffer.from(code)]] : []
  }
  if (/\.(?:md|mdx|mjs|cjs|js|jsx)$/.test(path)) return [[path, edited(content, renamed)]]
  return [[path, content]]
}

/** In names of files, wherever they are mentioned: paths, imports, texts. */
function renamed(text: string): string {
  return text.replace(/(?<=[\w\])-]\.[mc]?)(?<!\.d\.)ts(x?)(?![\w.])/g, 'js$1')
}

/** A file of types alone has nothing left. */
function hasCode(text: string): boolean {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '').trim() !== ''
}

/** What an editor needs, and the aliases that the build follows. */
function jsConfig(text: string): string {
  const { compilerOptions, exclude } = JSON.parse(text) as {
    compilerOptions: Readonly<Record<string, unknown>>
    exclude?: readonly string[]
  }
  const kept = ['target', 'lib', 'module', 'moduleResolution', 'jsx', 'baseUrl', 'paths']
  const options = Object.fromEntries(Object.entries(compilerOptions).filter(([name]) => kept.includes(name)))
  return json({ compilerOptions: options, exclude })
}

function withoutTypeScript(text: string): string {
  const made = JSON.parse(text) as Record<string, unknown> & Record<'scripts' | 'devDependencies', Names | undefined>
  const needless = (name: string) => name === 'typescript' || name.startsWith('@types/')
  return json({
    ...made,
    scripts: without(made.scripts, (name) => name === 'typecheck'),
    devDependencies: without(made.devDependencies, needless),
  })
}

type Names = Readonly<Record<string, string>>

function without(record: Names = {}, needless: (name: string) => boolean): Names | undefined {
  const entries = Object.entries(record).filter(([name]) => !needless(name))
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

function edited(content: Buffer, edit: (text: string) => string): Buffer {
  return Buffer.from(edit(content.toString('utf8')))
}
