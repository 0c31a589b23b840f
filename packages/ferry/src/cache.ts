/** `ferry/cache`: the data cache, and what makes it forget. */
export type { CacheOptions } from './server/shared/data-cache.ts'
export { cache } from './server/shared/data-cache.ts'
export { refresh, revalidatePath, revalidateTag, updateTag } from './server/shared/revalidation.ts'
