/** The head of a page, from the metadata of its segments. */
import type { ReactNode } from 'react'
import { type Merged, mergeMetadata, mergeStatic } from './metadata-merge.ts'
import type { MetadataProps } from './metadata-source.ts'
import { headTags } from './metadata-tags.tsx'
import type { RoutePlan } from './route-plan.ts'

export interface PageHead {
  readonly head: ReactNode
  /** Stands beside the page and fails as the metadata did, so that the boundaries around the page show it. */
  readonly headGuard: ReactNode
}

/** Made once for routes whose metadata does not depend on the request. */
const fixed = new WeakMap<RoutePlan, PageHead>()

/** @param mayBeLate the head may come with the page, when that has a `loading` file before it */
export function pageHead(plan: RoutePlan, props: MetadataProps, mayBeLate: boolean): PageHead {
  const known = fixed.get(plan)
  if (known) return known
  const metadata = mergeStatic(plan.metadata)
  const viewport = mergeStatic(plan.viewport)
  if (!metadata || !viewport) return generatedHead(plan, props, mayBeLate && plan.hasLoading)
  const head = { head: headTags(metadata, viewport), headGuard: null }
  fixed.set(plan, head)
  return head
}

function generatedHead(plan: RoutePlan, props: MetadataProps, isLate: boolean): PageHead {
  // Begun when the page renders, in the render's own context.
  let generating: Promise<[metadata: Merged, viewport: Merged]> | undefined
  const generate = () => {
    generating ??= Promise.all([mergeMetadata(plan.metadata, props), mergeMetadata(plan.viewport, props)])
    return generating
  }
  if (isLate) return { head: null, headGuard: <LateHead generate={generate} /> }
  return { head: <GeneratedHead generate={generate} />, headGuard: <HeadGuard generate={generate} /> }
}

type Generate = { generate(): Promise<[metadata: Merged, viewport: Merged]> }

async function GeneratedHead({ generate }: Generate): Promise<ReactNode> {
  const [metadata, viewport] = await generate()
  return headTags(metadata.fields, viewport.fields)
}

async function HeadGuard({ generate }: Generate): Promise<null> {
  for (const { failure } of await generate()) if (failure) throw failure.error
  return null
}

/** Both in one: React takes the tags to the head from where the page is. */
async function LateHead({ generate }: Generate): Promise<ReactNode> {
  await HeadGuard({ generate })
  return GeneratedHead({ generate })
}
