/** The app's own modules. The build puts the imports in the place of this file; nothing else does. */

export type LoadModule = () => Promise<Readonly<Record<string, unknown>>>

/** Path below app/ → the module. */
export const routeModules: Readonly<Record<string, LoadModule>> = {}
export const serverModule: LoadModule | null = null
export const middlewareModule: LoadModule | null = null
export const instrumentationModule: LoadModule | null = null
/** The shared store of the configuration. */
export const storeModule: LoadModule | null = null
/** OpenTelemetry's API, when the app has it. */
export const telemetryModule: LoadModule | null = null
