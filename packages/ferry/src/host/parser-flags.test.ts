import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type NodeFlags, reportParserFlags } from './parser-flags.ts'
import { createServedFolder, eventually, open, type ServedFolder } from './served-process.test-support.ts'

function reported(flags: Partial<NodeFlags>): string[] {
  const lines: string[] = []
  const none: NodeFlags = { execArgv: [], options: undefined, maxHeaderSize: 16_384 }
  reportParserFlags((level, message) => lines.push(`${level} ${message}`), { ...none, ...flags })
  return lines
}

describe('H-604 what makes Node read requests otherwise', () => {
  it.each<[string, Partial<NodeFlags>]>([
    ['a flag', { execArgv: ['--inspect', '--insecure-http-parser'] }],
    ['an environment variable', { options: '--enable-source-maps --insecure_http_parser' }],
    ['a larger head', { maxHeaderSize: 65_536 }],
    ['a smaller head', { maxHeaderSize: 8_192 }],
  ])('%s is reported', (_, flags) => {
    expect(reported(flags)).toEqual([expect.stringMatching(/^warn Node was started with .*--(?:insecure|max)-/)])
  })

  it.each<[string, Partial<NodeFlags>]>([
    ['nothing', {}],
    ['other flags', { execArgv: ['--no-insecure-http-parser'], options: '--max-old-space-size=400' }],
  ])('%s is not', (_, flags) => expect(reported(flags)).toEqual([]))
})

describe('H-604 a process with such flags', () => {
  vi.setConfig({ testTimeout: 180_000 })
  let served: ServedFolder
  beforeAll(() => {
    served = createServedFolder()
  })
  afterAll(() => {
    served.killAll()
    served.remove()
  })

  it('says so, and still refuses what only a lenient parser lets through', async () => {
    served.build(
      'app',
      `exports.createApp = async () => ({ configureExpress: null, drain() {}, idle: async () => {}, handle: async () => ({ status: 200, headers: [], body: 'ran' }) })`,
    )
    const { port, output } = await served.start('app', [], {
      NODE_OPTIONS: '--insecure-http-parser --max-http-header-size=20000',
    })
    await eventually(output).toContain('--insecure-http-parser')
    expect(output()).toContain('20000')
    // Both a length and chunks: the one that the lenient parser accepts.
    const both = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'
    const connection = await open(port, both)
    await connection.closed
    expect(connection.text()).toMatch(/^HTTP\/1\.1 400 /)
  })
})
