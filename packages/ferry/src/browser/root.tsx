/** The root of the document in the browser: shows the views of the stage. */
import { type ReactNode, useEffect, useInsertionEffect, useLayoutEffect, useState } from 'react'
import { HYDRATED_GLOBAL } from '../protocol/names.ts'
import { PayloadRoot } from '../shell/payload-root.tsx'
import { RedirectBoundary } from './redirect-boundary.tsx'
import type { Tab } from './tab.ts'

export function Root({ tab: { config, stage, router } }: { tab: Tab }): ReactNode {
  const [view, show] = useState(stage.first)
  // Before the layout effects of the page, which may navigate already.
  useInsertionEffect(() => stage.connect(show), [stage])
  useLayoutEffect(() => stage.shown(view), [stage, view])
  useEffect(() => {
    Object.assign(self, { [HYDRATED_GLOBAL]: true })
  }, [])
  return (
    <RedirectBoundary>
      <PayloadRoot page={view.page} router={router} basePath={config.basePath} failed={config.failed} />
    </RedirectBoundary>
  )
}
