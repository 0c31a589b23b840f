/** An app that installs OpenTelemetry's SDK with an exporter in memory, and shows its spans at a route of its own. */

export const tracedPackages = [
  '@opentelemetry/api',
  '@opentelemetry/context-async-hooks',
  '@opentelemetry/sdk-trace-base',
]

export const tracedApp = {
  'package.json': '{ "name": "traced-app", "private": true, "type": "module" }',
  'instrumentation.js': `
import { context, propagation, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
export const exporter = new InMemorySpanExporter()
export async function register() {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }))
  propagation.setGlobalPropagator({
    fields: () => ['traceparent'],
    inject() {},
    extract(parent, { traceparent = '' }) {
      const [, traceId, spanId] = traceparent.split('-')
      return spanId ? trace.setSpanContext(parent, { traceId, spanId, traceFlags: 1, isRemote: true }) : parent
    },
  })
}`,
  'app/spans/route.js': `
import { exporter } from '../../instrumentation'
export const GET = () => Response.json(exporter.getFinishedSpans().map((span) => {
  const { name, kind, attributes, status, events, parentSpanContext } = span
  const { spanId: id, traceId: trace } = span.spanContext()
  return { name, kind, attributes, status, events: events.map(({ name }) => name), parent: parentSpanContext?.spanId ?? null, id, trace }
}))
export const DELETE = () => { exporter.reset(); return new Response('gone') }`,
  'app/layout.jsx': `export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html> }`,
  'app/notes/[id]/page.jsx': `
import { Suspense } from 'react'
import { trace } from '@opentelemetry/api'
import { Button } from '../../button'
import { fail, save } from '../../actions'
async function Late() {
  await new Promise((resolve) => setTimeout(resolve, 120))
  return <i>late</i>
}
export default async function Page({ params }) {
  const { id } = await params
  await trace.getTracer('app').startActiveSpan('database', async (span) => span.end())
  return <main>note {id} <Suspense fallback="…"><Late /></Suspense><Button run={save} /><Button run={fail} /></main>
}`,
  'app/broken/page.jsx': `export default async function Page() { throw new Error('page is broken') }`,
  'app/button.jsx': `'use client'
export function Button({ run }) { return <button onClick={() => run()}>run</button> }`,
  'app/actions.js': `'use server'
import { trace } from '@opentelemetry/api'
export async function save(text) { trace.getActiveSpan()?.setAttribute('app.text', text); return text }
export async function fail() { throw new Error('cannot save') }`,
} as const
