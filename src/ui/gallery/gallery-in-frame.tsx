import { Gallery } from './gallery.tsx'

/** The gallery as a page of a school, to see the parts in the frame. */
export function Page() {
  return <Gallery />
}
