/** Runs a route handler: the exported function of route.ts that is named like the method. */
import { handlerResult } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'
import type { Readable } from 'node:stream'
import type { Answer } from '../../protocol/incoming.ts'
import { interruptStatus, readInterrupt } from '../../protocol/interrupt.ts'
import { originOf } from '../app-origin.ts'
import type { AppState } from '../app-state.ts'
import { emptyHeaders, textHeaders } from '../answer-headers.ts'
import type { Handler } from '../find-route.ts'
import { metadataRoute } from '../metadata/metadata-route.ts'
import { readRedirect } from '../redirect-target.ts'
import { reportError } from '../report-error.ts'
import { isKnownParams } from '../rsc/known-params.ts'
import { loadRouteModule, type RouteModule } from '../rsc/route-modules.ts'
import { type RouteConfig, readRouteConfig } from '../rsc/segment-config.ts'
import type { RequestContext } from '../shared/request-context.ts'
import { answerFromResponse, createRequest, requestUrl } from '../web-request.ts'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
type Method = (typeof METHODS)[number]
type HandlerFunction = (request: Request, context: { params: Promise<Handler['params']> }) => unknown

export async function runHandler(
  app: AppState,
  context: RequestContext,
  handler: Handler,
  address: string,
  body: Readable,
): Promise<Answer> {
  const { incoming } = context
  try {
    const module = await loadHandler(handler)
    const config = configOf(handler, module)
    if (!(await isServed(app, config, handler))) return { status: 404, headers: textHeaders(), body: 'Not found' }
    const run = chooseFunction(module, incoming.method)
    if (!run) return answerWithout(module, incoming.method)
    const request = createRequest({
      method: incoming.method,
      url: requestUrl(incoming, address),
      headers: new Headers(context.headers),
      body,
      signal: incoming.signal,
    })
    context.phase = 'handler'
    context.rules = config.rules
    const response = await run(request, { params: Promise.resolve(handler.params) })
    if (!(response instanceof Response) || response.type === 'error') {
      throw new FerryError(
        handlerResult,
        `${incoming.method} of ${handler.file} did not return a Response that can be sent.`,
        {
          place: { file: `app/${handler.file}` },
        },
      )
    }
    return answerFromResponse(response)
  } catch (error) {
    return answerThrown(app, context, error, address)
  } finally {
    context.phase = 'render'
  }
}

async function loadHandler({ file, metadata }: Handler): Promise<RouteModule> {
  const module = await loadRouteModule(file)
  return metadata === undefined ? module : metadataRoute(file, metadata, module)
}

const configs = new WeakMap<RouteModule, RouteConfig>()

function configOf({ file }: Handler, module: RouteModule): RouteConfig {
  const known = configs.get(module)
  if (known) return known
  const config = readRouteConfig([{ file, module }])
  configs.set(module, config)
  return config
}

async function isServed(app: AppState, config: RouteConfig, { params }: Handler): Promise<boolean> {
  return config.generators.length === 0 || isKnownParams(config, params, app.services.mode === 'production')
}

/** HEAD is GET without its body. */
function chooseFunction(module: RouteModule, method: string): HandlerFunction | null {
  const wanted = method === 'HEAD' && typeof module.HEAD !== 'function' ? 'GET' : method
  const found = METHODS.includes(wanted as Method) ? module[wanted] : undefined
  return typeof found === 'function' ? (found as HandlerFunction) : null
}

function answerWithout(module: RouteModule, method: string): Answer {
  const allow = METHODS.filter((name) => name === 'OPTIONS' || chooseFunction(module, name)).join(', ')
  if (method === 'OPTIONS') return { status: 204, headers: [['Allow', allow]], body: null }
  return { status: 405, headers: [...textHeaders(), ['Allow', allow]], body: 'Method not allowed' }
}

function answerThrown(app: AppState, context: RequestContext, error: unknown, address: string): Answer {
  const interrupt = readInterrupt(error)
  if (interrupt?.kind === 'redirect') {
    try {
      const { location } = readRedirect(interrupt.url, originOf(app, context.incoming, address))
      return { status: interrupt.status, headers: [...emptyHeaders(), ['Location', location]], body: null }
    } catch (refused) {
      return answerThrown(app, context, refused, address)
    }
  }
  if (interrupt) return { status: interruptStatus(interrupt), headers: emptyHeaders(), body: null }
  const digest = reportError(app, context, error, 'route handler')
  const isShown = app.services.mode === 'development' && error instanceof Error
  const text = isShown ? String(error.stack) : `Internal server error${digest === undefined ? '' : ` (${digest})`}`
  return { status: 500, headers: textHeaders(), body: text }
}
