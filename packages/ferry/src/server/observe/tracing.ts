/** Spans of a request, its rendering and its server function, through the OpenTelemetry API that the app brings. */
import type { Span } from '@opentelemetry/api'
import type { Answer, AnswerStream, Incoming } from '../../protocol/incoming.ts'
import { telemetryModule } from '../rsc/app-modules.ts'

type Api = typeof import('@opentelemetry/api')
type Attributes = Readonly<Record<string, string | number | boolean>>

export interface Tracing {
  /** Around everything that happens for a request, until the last byte of its answer. */
  request(incoming: Incoming, run: () => Promise<Answer>): Promise<Answer>
  /** Gives the request its route. Example: `/notes/[id]` */
  route(id: string): void
  /** A span inside the present one; `failure` looks for what went wrong in a result that is no exception. */
  span<T>(name: string, attributes: Attributes, run: () => Promise<T>, failure?: (result: T) => unknown): Promise<T>
}

/** null: the app does not bring the API, and nothing is ever asked of it. Call it after instrumentation.ts has installed its SDK. */
export async function openTracing(): Promise<Tracing | null> {
  if (!telemetryModule) return null
  return createTracing((await telemetryModule()) as unknown as Api)
}

export function createTracing({ context, propagation, SpanKind, SpanStatusCode, trace }: Api): Tracing {
  const tracer = trace.getTracer('ferry')
  const requestSpan = Symbol('ferry.request')

  const fail = (span: Span, error: unknown) => {
    span.recordException(error instanceof Error ? error : String(error))
    span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.message : String(error) })
  }

  return {
    async request(incoming, run) {
      const { method } = incoming
      const parent = propagation.extract(context.active(), incoming.headers)
      const span = tracer.startSpan(method, { kind: SpanKind.SERVER, attributes: requestAttributes(incoming) }, parent)
      const inside = trace.setSpan(parent, span).setValue(requestSpan, { span, method })
      try {
        const answer = await context.with(inside, run)
        span.setAttribute('http.response.status_code', answer.status)
        if (answer.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
        return whenSent(answer, () => span.end())
      } catch (error) {
        fail(span, error)
        span.end()
        throw error
      }
    },
    route(id) {
      const found = context.active().getValue(requestSpan) as { span: Span; method: string } | undefined
      found?.span.setAttribute('http.route', id).updateName(`${found.method} ${id}`)
    },
    span: (name, attributes, run, failure) =>
      tracer.startActiveSpan(name, { attributes }, async (span) => {
        try {
          const result = await run()
          const error = failure?.(result)
          if (error !== undefined && error !== null) fail(span, error)
          return result
        } catch (error) {
          fail(span, error)
          throw error
        } finally {
          span.end()
        }
      }),
  }
}

/** Names of OpenTelemetry's semantic conventions for HTTP. The query is left out: it may hold what nobody should log. */
function requestAttributes({ method, target, scheme, host, ip, headers }: Incoming): Attributes {
  const [path = '/'] = target.split('?', 1)
  const agent = headers['user-agent']
  return {
    'http.request.method': method,
    'url.path': path,
    'url.scheme': scheme,
    'server.address': host,
    'client.address': ip,
    ...(agent !== undefined && { 'user_agent.original': agent }),
  }
}

/** Calls `done` once, when the last byte is out or nobody wants it any more. */
function whenSent(answer: Answer, done: () => void): Answer {
  const { body } = answer
  if (typeof body !== 'object' || body === null || !('pipe' in body)) {
    done()
    return answer
  }
  let isDone = false
  const end = () => {
    if (!isDone) done()
    isDone = true
  }
  const watched: AnswerStream = {
    pipe(destination) {
      destination.on('close', end)
      return body.pipe(destination)
    },
    abort(reason) {
      body.abort(reason)
      end()
    },
  }
  return { ...answer, body: watched }
}
