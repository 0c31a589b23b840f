/** An app from an object: file names and their texts. For what needs an app of its own: broken builds, configurations. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type App, appsFolder, startBuilt, startDev } from './app.ts'
import { type Finished, runFerry } from './run-ferry.ts'

export interface InlineApp {
  readonly dir: string
  build(env?: Readonly<Record<string, string>>): Promise<Finished>
  /** Builds, which must succeed, and serves. */
  start(env?: Readonly<Record<string, string>>): Promise<App>
  dev(env?: Readonly<Record<string, string>>): Promise<App>
  write(files: Readonly<Record<string, string>>): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

const layout = `export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>
}
`

export async function inlineApp(files: Readonly<Record<string, string>>): Promise<InlineApp> {
  await mkdir(appsFolder, { recursive: true })
  const dir = await mkdtemp(path.join(appsFolder, 'inline-'))
  const running: App[] = []
  const app: InlineApp = {
    dir,
    build: (env) => runFerry(dir, ['build'], env),
    async start(env) {
      const { code, output } = await app.build(env)
      if (code !== 0) throw new Error(output)
      return keep(await startBuilt(dir, env))
    },
    dev: async (env) => keep(await startDev(dir, env)),
    async write(more) {
      for (const [name, text] of Object.entries(more)) {
        const file = path.join(dir, name)
        await mkdir(path.dirname(file), { recursive: true })
        await writeFile(file, text)
      }
    },
    async [Symbol.asyncDispose]() {
      for (const one of running) await one.stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
  const keep = (one: App) => {
    running.push(one)
    return one
  }
  const hasLayout = Object.keys(files).some((name) => /^(src\/)?app\/(\([^/]+\)\/)*layout\./.test(name))
  await app.write({
    'package.json': '{ "name": "inline-app", "private": true, "type": "module" }',
    ...(hasLayout ? {} : { 'app/layout.jsx': layout }),
    ...files,
  })
  return app
}
