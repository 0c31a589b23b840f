import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FerryError, isFerryError } from '../errors/ferry-error.ts'
import type { Mode } from './define-config.ts'
import { loadConfig } from './load-config.ts'
import type { ResolvedConfig } from './resolved-config.ts'

let root: string
let environment: NodeJS.ProcessEnv
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ferry-config-'))
  environment = { ...process.env }
})
afterEach(() => {
  rmSync(root, { recursive: true })
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name]
  Object.assign(process.env, environment)
})

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
}

/** Loads `export default <expression>`. */
async function load(expression: string, mode: Mode = 'production'): Promise<ResolvedConfig> {
  write({ 'ferry.config.ts': `export default ${expression}` })
  return loadConfig(root, mode)
}

async function refusal(expression: string): Promise<FerryError> {
  try {
    await load(expression)
  } catch (error) {
    if (isFerryError(error)) return error
    throw error
  }
  throw new Error('It was accepted.')
}

describe('without ferry.config', () => {
  it('everything has its default', async () => {
    write({ 'app/page.tsx': '', 'package.json': '{"name":"my-app"}' })
    const config = await loadConfig(root, 'production')
    expect(config).toMatchObject({
      appDir: join(root, 'app'),
      publicDir: join(root, 'public'),
      outDir: join(root, 'dist'),
      cacheDir: join(root, '.ferry/cache'),
      packageName: 'my-app',
      pageExtensions: ['tsx', 'ts', 'jsx', 'js'],
      files: { config: null, server: null, middleware: null, instrumentation: null },
      webpack: null,
      env: {},
    })
    expect(config.settings).toEqual({
      basePath: '',
      trailingSlash: false,
      publicUrl: null,
      csp: false,
      trustProxy: false,
      compress: true,
      actions: {
        bodySizeLimit: 1_048_576,
        allowedOrigins: [],
        allowRequestsWithoutOrigin: false,
        timeout: 0,
        replayTimeout: 2000,
        once: { window: 600_000 },
      },
      server: {
        healthPath: '/_ferry/health',
        readyPath: '/_ferry/ready',
        metricsPath: null,
        maxRequests: 0,
        maxConnections: 0,
        maxConnectionsPerAddress: 0,
        maxDelay: 0,
        shutdownDelay: 0,
        shutdownTimeout: 10_000,
      },
    })
  })

  it('development has an output folder of its own', async () => {
    expect((await loadConfig(root, 'development')).outDir).toBe(join(root, '.ferry/dev'))
  })

  it('src/app is accepted, and so are the files beside it', async () => {
    write({ 'src/app/page.tsx': '', 'src/middleware.ts': '', 'server.ts': '', 'src/instrumentation.js': '' })
    const { appDir, files } = await loadConfig(root, 'production')
    expect(appDir).toBe(join(root, 'src/app'))
    expect(files).toMatchObject({
      middleware: join(root, 'src/middleware.ts'),
      server: join(root, 'server.ts'),
      instrumentation: join(root, 'src/instrumentation.js'),
    })
  })
})

describe('ferry.config', () => {
  it.each(['ts', 'mts', 'js', 'mjs'])('may be ferry.config.%s', async (extension) => {
    write({ [`ferry.config.${extension}`]: "export default { basePath: '/shop' }" })
    const config = await loadConfig(root, 'production')
    expect(config.settings.basePath).toBe('/shop')
    expect(config.files.config).toBe(join(root, `ferry.config.${extension}`))
  })

  it('may use defineConfig, types and other modules', async () => {
    write({
      'limits.ts': "export const limit: string = '4mb'",
      'ferry.config.ts': `import { defineConfig } from 'ferry/config'
        import { limit } from './limits'
        export default defineConfig({ actions: { bodySizeLimit: limit } })`,
    })
    expect((await loadConfig(root, 'production')).settings.actions.bodySizeLimit).toBe(4 * 1024 ** 2)
  })

  it('may be a function, also an async one, of the mode', async () => {
    const expression = "async ({ mode }) => ({ basePath: mode === 'production' ? '/live' : '' })"
    expect((await load(expression)).settings.basePath).toBe('/live')
    expect((await load(expression, 'development')).settings.basePath).toBe('')
  })

  it('is read afresh each time, with what it imports', async () => {
    write({ 'value.ts': "export const basePath = '/one'" })
    const expression = "(await import('./value')).basePath ? { basePath: (await import('./value')).basePath } : {}"
    expect((await load(expression)).settings.basePath).toBe('/one')
    write({ 'value.ts': "export const basePath = '/two'" })
    expect((await load(expression)).settings.basePath).toBe('/two')
  })

  it.each<[string, Partial<ResolvedConfig['settings']>]>([
    ["{ publicUrl: 'https://example.com/' }", { publicUrl: 'https://example.com' }],
    ['{ trustProxy: true }', { trustProxy: 1 }],
    ['{ trustProxy: 2 }', { trustProxy: 2 }],
    ['{ trustProxy: 0 }', { trustProxy: false }],
    ["{ trustProxy: 'loopback' }", { trustProxy: ['loopback'] }],
    ["{ trustProxy: ['10.0.0.0/8', '::1', 'fc00::/7'] }", { trustProxy: ['10.0.0.0/8', '::1', 'fc00::/7'] }],
    ['{ csp: "default-src \'self\'" }', { csp: "default-src 'self'" }],
    ['{ basePath: undefined }', { basePath: '' }],
    ['{ server: { metrics: true } }', { server: expect.objectContaining({ metricsPath: '/_ferry/metrics' }) }],
    [
      "{ server: { healthPath: '/healthz', readyPath: false, metrics: '/m', maxDelay: '1s', shutdownTimeout: '30s' } }",
      {
        server: expect.objectContaining({
          healthPath: '/healthz',
          readyPath: null,
          metricsPath: '/m',
          maxDelay: 1000,
          shutdownTimeout: 30_000,
        }),
      },
    ],
    [
      "{ actions: { allowedOrigins: ['a.test', 'https://a.test:8080', '*.a.test', '**.b.a.test', 'localhost:3000'] } }",
      {
        actions: expect.objectContaining({
          allowedOrigins: ['a.test', 'https://a.test:8080', '*.a.test', '**.b.a.test', 'localhost:3000'],
        }),
      },
    ],
  ])('%s', async (expression, settings) => {
    expect((await load(expression)).settings).toMatchObject(settings)
  })

  it.each([
    ['500', 500],
    ["'500b'", 500],
    ["'500kb'", 512_000],
    ["'1MB'", 1_048_576],
    ["'1.5 mb'", 1_572_864],
    ["'1gb'", 1_073_741_824],
  ])('a bodySizeLimit of %s is %i bytes', async (text, bytes) => {
    expect((await load(`{ actions: { bodySizeLimit: ${text} } }`)).settings.actions.bodySizeLimit).toBe(bytes)
  })

  it.each([
    ['1500', 1500],
    ["'1500ms'", 1500],
    ["'30s'", 30_000],
    ["'10m'", 600_000],
    ["'2h'", 7_200_000],
  ])('a timeout of %s is %i ms', async (text, milliseconds) => {
    expect((await load(`{ actions: { timeout: ${text} } }`)).settings.actions.timeout).toBe(milliseconds)
  })
})

describe('a configuration that is wrong', () => {
  it.each([
    ['{ basepath: "/x" }', '“basepath”. Did you mean “basePath”?'],
    ['{ actions: { bodySizeLimt: 1 } }', '“actions.bodySizeLimt”. Did you mean “actions.bodySizeLimit”?'],
    ['{ actions: { once: { windw: 1 } } }', '“actions.once.windw”. Did you mean “actions.once.window”?'],
    ['{ server: { healtPath: "/x" } }', '“server.healtPath”. Did you mean “server.healthPath”?'],
    ['{ dev: { allowedHost: [] } }', '“dev.allowedHost”. Did you mean “dev.allowedHosts”?'],
    ['{ reactStrictMode: true }', 'Known are: basePath, trailingSlash'],
    ['{ toString: 1 }', '“toString”'],
    ['{ constructor: 1 }', '“constructor”'],
  ])('%s names the unknown key', async (expression, text) => {
    const error = await refusal(expression)
    expect(error.code).toBe('FERRY_CONFIG_UNKNOWN_KEY')
    expect(error.message).toContain(text)
  })

  it.each([
    ['{ basePath: "shop" }', '“basePath” must be a path'],
    ['{ basePath: "/shop/" }', '“basePath”'],
    ['{ basePath: "/" }', '“basePath”'],
    ['{ basePath: "//evil.test" }', '“basePath”'],
    ['{ basePath: "/../up" }', '“basePath”'],
    ['{ trailingSlash: "yes" }', '“trailingSlash” must be true or false; it is "yes".'],
    ['{ pageExtensions: [] }', '“pageExtensions”'],
    ['{ pageExtensions: [".tsx"] }', '“pageExtensions”'],
    ['{ publicUrl: "example.com" }', '“publicUrl”'],
    ['{ publicUrl: "https://example.com/shop" }', '“publicUrl”'],
    ['{ publicUrl: "ftp://example.com" }', '“publicUrl”'],
    ['{ publicUrl: "https://user@example.com" }', '“publicUrl”'],
    ['{ trustProxy: -1 }', '“trustProxy”'],
    ['{ trustProxy: "10.0.0.0/99" }', '“trustProxy”'],
    ['{ trustProxy: ["proxy.test"] }', '“trustProxy”'],
    ['{ headers: [] }', '“headers” must be a function'],
    ['{ webpack: {} }', '“webpack” must be a function'],
    ['{ transpilePackages: "a" }', '“transpilePackages”'],
    ['{ serverExternalPackages: [1] }', '“serverExternalPackages”'],
    ['{ compress: 1 }', '“compress”'],
    ['{ csp: "" }', '“csp”'],
    ['{ csp: null }', '“csp” must be true, false or a policy; it is null.'],
    ['{ actions: true }', '“actions” must be an object with bodySizeLimit'],
    ['{ actions: [] }', '“actions” must be an object'],
    ['{ actions: { bodySizeLimit: "lots" } }', '“actions.bodySizeLimit”'],
    ['{ actions: { bodySizeLimit: 0 } }', '“actions.bodySizeLimit”'],
    ['{ actions: { bodySizeLimit: Infinity } }', '“actions.bodySizeLimit”'],
    ['{ actions: { allowedOrigins: ["https://a.test/path"] } }', '“actions.allowedOrigins”'],
    ['{ actions: { allowedOrigins: ["ftp://a.test"] } }', '“actions.allowedOrigins”'],
    ['{ actions: { allowedOrigins: ["**.com"] } }', '“actions.allowedOrigins”'],
    ['{ actions: { allowedOrigins: ["*"] } }', '“actions.allowedOrigins”'],
    ['{ actions: { allowedOrigins: ["*.com"] } }', '“actions.allowedOrigins”'],
    ['{ dev: { allowedHosts: "shop.test" } }', '“dev.allowedHosts” must be a list of host names'],
    ['{ dev: { allowedHosts: ["shop.test:3000"] } }', '“dev.allowedHosts”'],
    ['{ dev: { allowedHosts: ["*"] } }', '“dev.allowedHosts”'],
    ['{ dev: { allowedHosts: ["*.test"] } }', '“dev.allowedHosts”'],
    ['{ dev: { browserErrors: 1 } }', '“dev.browserErrors” must be true or false'],
    ['{ actions: { timeout: "soon" } }', '“actions.timeout”'],
    ['{ actions: { once: { window: -1 } } }', '“actions.once.window”'],
    ['{ store: "" }', '“store”'],
    ['{ store: { get() {} } }', '“store” must be the name or path of a module'],
    ['{ store: "./nowhere.ts" }', 'names ./nowhere.ts; there is no such file'],
    ['{ server: { healthPath: "healthz" } }', '“server.healthPath”'],
    ['{ server: { metrics: "/a//b" } }', '“server.metrics”'],
    ['{ server: { maxRequests: -1 } }', '“server.maxRequests”'],
    ['{ server: { maxConnections: 1.5 } }', '“server.maxConnections”'],
    ['{ server: { maxConnectionsPerAddress: "9" } }', '“server.maxConnectionsPerAddress”'],
    ['{ server: { shutdownTimeout: "soon" } }', '“server.shutdownTimeout”'],
    ['{ env: { A: 1 } }', '“env”'],
    ['[]', 'The default export must be an object'],
    ['"text"', 'The default export must be an object'],
    ['() => null', 'The default export must be an object; it is null.'],
  ])('%s says what it must be', async (expression, text) => {
    const error = await refusal(expression)
    expect(error.code).toBe('FERRY_CONFIG_INVALID')
    expect(error.message).toContain(text)
  })

  it('shows the line', async () => {
    const error = await refusal('{\n  compress: true,\n  actions: {\n    timeout: "soon",\n  },\n}')
    expect(error.place).toMatchObject({ file: join(root, 'ferry.config.ts'), line: 4, column: 5 })
  })

  it.each([
    ['{ a: }', 'syntax'],
    ['(() => { throw new Error("no such thing") })()', 'no such thing'],
    ['await import("./missing")', 'missing'],
    ['Promise.reject(new Error("late"))', 'late'],
  ])('%s cannot be run', async (expression, text) => {
    const error = await refusal(expression)
    expect(error.code).toBe('FERRY_CONFIG_LOAD')
    if (text !== 'syntax') expect(error.message).toContain(text)
    expect(error.cause).toBeDefined()
  })
})

describe('.env files', () => {
  it('the most particular file wins, and the environment wins over all', async () => {
    process.env.F_SHELL = 'shell'
    write({
      '.env': 'F_A=env\nF_B=env\nF_C=env\nF_D=env\nF_SHELL=env',
      '.env.production': 'F_B=mode\nF_C=mode\nF_D=mode',
      '.env.local': 'F_C=local\nF_D=local',
      '.env.production.local': 'F_D=mode-local',
      '.env.development': 'F_A=other mode',
    })
    await loadConfig(root, 'production')
    const { F_A, F_B, F_C, F_D, F_SHELL } = process.env
    expect({ F_A, F_B, F_C, F_D, F_SHELL }).toEqual({
      F_A: 'env',
      F_B: 'mode',
      F_C: 'local',
      F_D: 'mode-local',
      F_SHELL: 'shell',
    })
  })

  it('reach ferry.config', async () => {
    write({ '.env': 'F_BASE=/from-env' })
    expect((await load('{ basePath: process.env.F_BASE }')).settings.basePath).toBe('/from-env')
  })

  it('FERRY_PUBLIC_ variables, and only they, are public', async () => {
    process.env.FERRY_PUBLIC_SHELL = '2'
    write({ '.env': 'FERRY_PUBLIC_NAME=1\nF_SECRET=s\nFERRY_ENCRYPTION_KEY=k' })
    expect((await loadConfig(root, 'production')).publicEnv).toEqual({
      FERRY_PUBLIC_NAME: '1',
      FERRY_PUBLIC_SHELL: '2',
    })
  })

  it.each([
    ['F_A=1\nF_X=${F_A}2', '12'],
    ['F_X=${F_LATER}\nF_LATER=3', '3'],
    ['F_X=$F_SHELL!', 'shell!'],
    ['F_X=${F_NONE:-fallback}', 'fallback'],
    ['F_X=pa$$w0rd', 'pa$$w0rd'],
    ['F_X=pa$word', 'pa$word'],
    ['F_A=1\nF_X=\\$F_A', '$F_A'],
    ['F_X=$2b$10$abc', '$2b$10$abc'],
    ['F_X=${F_X}', '${F_X}'],
    ['F_X=${F_Y}\nF_Y=${F_X}', '${F_X}'],
  ])('%j gives F_X %j', async (text, value) => {
    process.env.F_SHELL = 'shell'
    write({ '.env': text })
    await loadConfig(root, 'production')
    expect(process.env.F_X).toBe(value)
  })

  it('a variable taken out of a file is gone after the next load, and a changed one changes', async () => {
    write({ '.env': 'F_A=1\nF_B=1' })
    const before = await loadConfig(root, 'development')
    write({ '.env': 'F_B=2' })
    await loadConfig(root, 'development', before)
    expect(process.env.F_A).toBeUndefined()
    expect(process.env.F_B).toBe('2')
  })

  it('that cannot be read are an error', async () => {
    write({ '.env/file': '' })
    await expect(loadConfig(root, 'production')).rejects.toMatchObject({ code: 'FERRY_ENV_FILE_UNREADABLE' })
  })
})
