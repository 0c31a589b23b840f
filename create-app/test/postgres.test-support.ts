/** For tests: a PostgreSQL server of their own, where PostgreSQL is installed. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { freePort } from './run-app.test-support.ts'

export interface Postgres {
  /** Of its first database, as a superuser. */
  readonly url: string
  start(): Promise<void>
  stop(): Promise<void>
  remove(): Promise<void>
}

/** Where its programs are; null when there are none. Debian keeps them out of the path. */
export const postgresPrograms = findPrograms()

export async function createPostgres(programs: string): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'ferry-postgres-'))
  const data = join(folder, 'data')
  const account = ordinaryAccount()
  if (account) chownSync(folder, account.uid, account.gid)
  const options = { cwd: folder, ...account }
  execFileSync(join(programs, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync'], options)
  const port = await freePort()
  let server: ReturnType<typeof spawn> | null = null
  const stop = async () => {
    if (server === null || server.exitCode !== null) return
    const closed = once(server, 'close')
    // Ends all sessions.
    server.kill('SIGINT')
    await closed
    server = null
  }
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  return {
    url,
    async start() {
      const settings = ['listen_addresses=127.0.0.1', 'fsync=off', `unix_socket_directories=${folder}`]
      const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])]
      server = spawn(join(programs, 'postgres'), args, { ...options, stdio: 'ignore' })
      while (!answers(programs, port)) await new Promise((resolve) => setTimeout(resolve, 100))
    },
    stop,
    async remove() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function answers(programs: string, port: number): boolean {
  try {
    execFileSync(join(programs, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function findPrograms(): string | null {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : []
  const folders = [...versions, ...(process.env.PATH ?? '').split(delimiter)]
  return (
    folders.find((folder) => ['initdb', 'postgres', 'pg_isready'].every((name) => existsSync(join(folder, name)))) ??
    null
  )
}

/** PostgreSQL does not run as root. */
function ordinaryAccount(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}
