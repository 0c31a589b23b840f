/** The head of a page, from the metadata of its segments. */
import { type ReactNode, Suspense } from 'react'
import { type Merged, mergeMetadata, mergeStatic } from './metadata-merge.ts'
import type { MetadataProps } from './metadata-source.ts'
import { headTags } from './metadata-tags.tsx'
import { nextVersion } from './payload-version.ts'
import type { RoutePlan } from './route-plan.ts'

export interface PageHead {
  readonly head: ReactNode
  /** Stands beside the page and fails as the metadata did, so that the boundaries around the page show it. */
  readonly headGuard: ReactNode
}

/**
 * When metadata that takes its time may come: before anything is seen; with the page, when that has a `loading` file before
 * it; or after the page, for a browser that has a page on screen. `beside-page`: the page waits for nothing, and the browser
 * says what stands in the head meanwhile.
 */
export type HeadTime = 'first' | 'with-page' | 'after-page' | 'beside-page'

/** Made once for routes whose metadata does not depend on the request. */
const fixed = new WeakMap<RoutePlan, PageHead>()

/** @param address of the page: what comes after one page has nothing to do with what came after another */
export function pageHead(plan: RoutePlan, props: MetadataProps, time: HeadTime, address: string): PageHead {
  const known = fixed.get(plan)
  if (known) return known
  const metadata = mergeStatic(plan.metadata)
  const viewport = mergeStatic(plan.viewport)
  if (!metadata || !viewport) return generatedHead(plan, props, time, address)
  const head = { head: headTags(metadata, viewport, plan.hasOwnViewport), headGuard: null }
  fixed.set(plan, head)
  return head
}

function generatedHead(plan: RoutePlan, props: MetadataProps, time: HeadTime, address: string): PageHead {
  // Begun when the page renders, in the render's own context.
  const metadata = once(() => mergeMetadata(plan.metadata, props))
  const viewport = once(() => mergeMetadata(plan.viewport, props))
  const both = once(() => Promise.all([metadata(), viewport()]))
  // Never late: nobody wants to see a page in another size first.
  const size = plan.viewport.length === 0 ? null : <Viewport read={viewport} isOwn={plan.hasOwnViewport} />
  if (time === 'with-page' && plan.hasLoading) return { head: size, headGuard: <LateHead read={both} /> }
  const tags = <Metadata read={metadata} />
  const guard = <HeadGuard read={both} />
  if (time === 'after-page') return { head: joined(size, later(address, tags)), headGuard: later(address, guard) }
  // On screen there may be the boundary of the same page: React would wait for what is in there.
  const headGuard = time === 'beside-page' ? later(`${address} ${nextVersion()}`, guard) : guard
  return { head: joined(size, tags), headGuard }
}

function later(key: string, content: ReactNode): ReactNode {
  return (
    <Suspense key={key} fallback={null}>
      {content}
    </Suspense>
  )
}

function joined(size: ReactNode, tags: ReactNode): ReactNode {
  if (size === null) return tags
  return (
    <>
      {size}
      {tags}
    </>
  )
}

interface Read<T> {
  read(): Promise<T>
}

async function Metadata({ read }: Read<Merged>): Promise<ReactNode> {
  return headTags((await read()).fields, {})
}

async function Viewport({ read, isOwn }: Read<Merged> & { isOwn: boolean }): Promise<ReactNode> {
  return headTags({}, (await read()).fields, isOwn)
}

async function HeadGuard({ read }: Read<readonly Merged[]>): Promise<null> {
  for (const { failure } of await read()) if (failure) throw failure.error
  return null
}

/** Both in one: React takes the tags to the head from where the page is. */
async function LateHead({ read }: Read<readonly [metadata: Merged, viewport: Merged]>): Promise<ReactNode> {
  await HeadGuard({ read })
  const [metadata] = await read()
  return headTags(metadata.fields, {})
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
