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

export function pageHead(plan: RoutePlan, props: MetadataProps): PageHead {
  const known = fixed.get(plan)
  if (known) return known
  const metadata = mergeStatic(plan.metadata)
  const viewport = mergeStatic(plan.viewport)
  if (!metadata || !viewport) return generatedHead(plan, props)
  const head = { head: headTags(metadata, viewport), headGuard: null }
  fixed.set(plan, head)
  return head
}

function generatedHead(plan: RoutePlan, props: MetadataProps): PageHead {
  // Begun when the page renders, in the render's own context.
  let generating: Promise<[metadata: Merged, viewport: Merged]> | undefined
  const generate = () => {
    generating ??= Promise.all([mergeMetadata(plan.metadata, props), mergeMetadata(plan.viewport, props)])
    return generating
  }
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
