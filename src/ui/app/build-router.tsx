import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  Outlet,
  useParams,
} from '@tanstack/react-router'
import { type ComponentType, type ReactNode, useContext } from 'react'
import { ScreensContext } from '../address/offered.ts'
import { parseSearch, writeSearch } from '../address/use-address.ts'
import { firstPlace, useMay, useMe, useMyPlace } from '../me.tsx'
import { usePageTitle } from '../page-title.tsx'
import type { ScreenDefinition } from '../screen.ts'
import { menuFor } from '../shell/navigation.tsx'
import { AppBroken, PageBroken, PageLoading, PageNotAllowed, PageNotFound } from '../shell/states.tsx'

/** What surrounds every page; `open` pages come before sign-in and get no frame. */
export type Surround = ComponentType<{ readonly open: boolean; readonly children: ReactNode }>

const PREFIX = {
  school: '/schools/$schoolId',
  trust: '/trusts/$trustId',
  authority: '/authorities/$authorityId',
  account: '',
  open: '',
} as const

/** Makes the router of the whole app from the pages that slices declare. */
export function buildRouter(screens: readonly ScreenDefinition[], Surrounding: Surround) {
  const root = createRootRoute({ component: Outlet, errorComponent: AppBroken })
  const framed = createRoute({
    getParentRoute: () => root,
    id: 'framed',
    component: () => (
      <ScreensContext value={screens}>
        <Surrounding open={false}>
          <Outlet />
        </Surrounding>
      </ScreensContext>
    ),
    notFoundComponent: PageNotFound,
  })
  const open = createRoute({
    getParentRoute: () => root,
    id: 'open',
    component: () => (
      <Surrounding open={true}>
        <Outlet />
      </Surrounding>
    ),
  })
  const pages = (place: (screen: ScreenDefinition) => boolean, parent: AnyRoute) =>
    screens.filter(place).map((screen) => routeOf(screen, parent))
  const isOpen = (screen: ScreenDefinition) => screen.place === 'open'
  const first = createRoute({ getParentRoute: () => framed, path: '/', component: FirstPage })
  const homes = (['school', 'trust', 'authority'] as const)
    .filter((place) => !screens.some((screen) => (screen.place ?? 'school') === place && screen.path === '/'))
    .map((place) =>
      createRoute({
        getParentRoute: () => framed,
        path: PREFIX[place],
        component: () => <PlaceHome screens={screens} />,
      }),
    )
  const missing = createRoute({ getParentRoute: () => framed, path: '$', component: PageNotFound })
  return createRouter({
    routeTree: root.addChildren([
      framed.addChildren([first, ...homes, ...pages((screen) => !isOpen(screen), framed), missing]),
      open.addChildren(pages(isOpen, open)),
    ]),
    parseSearch,
    stringifySearch: writeSearch,
    defaultPreload: 'intent',
    // The last page stays while the next is fetched, unless that takes long enough to look like nothing happened.
    defaultPendingMs: 250,
    defaultPendingMinMs: 0,
    defaultPendingComponent: PageLoading,
    defaultErrorComponent: PageBroken,
    defaultNotFoundComponent: PageNotFound,
    scrollRestoration: true,
  })
}

function routeOf(screen: ScreenDefinition, parent: AnyRoute): AnyRoute {
  const Page = lazyRouteComponent(screen.load, 'Page')
  const prefix = PREFIX[screen.place ?? 'school']
  return createRoute({
    getParentRoute: () => parent,
    path: screen.path === '/' && prefix !== '' ? prefix : `${prefix}${screen.path}`,
    component: Object.assign(() => <Guarded screen={screen} Page={Page} />, { preload: async () => Page.preload?.() }),
  })
}

function Guarded({ screen, Page }: { readonly screen: ScreenDefinition; readonly Page: ComponentType }) {
  usePageTitle(screen.title)
  const screens = useContext(ScreensContext)
  const may = useMay()
  const { schools, trusts, authorities = [] } = useMe()
  const { schoolId, trustId, authorityId }: Readonly<Record<string, string>> = useParams({ strict: false })
  const place = screen.place ?? 'school'
  if (place === 'school' && !schools.some((school) => school.id === schoolId)) return <PageNotAllowed />
  if (place === 'trust' && !trusts.some((trust) => trust.id === trustId)) return <PageNotAllowed />
  if (place === 'authority' && !authorities.some((authority) => authority.id === authorityId)) return <PageNotAllowed />
  if (screen.may !== undefined && !may(screen.may))
    // A tablet that can do one thing begins with that: the home of everybody else is not its own.
    return screen.path === '/' ? <PlaceHome screens={screens} /> : <PageNotAllowed />
  return <Page />
}

/** `/`: to the caller's school, trust or authority. Somebody with several starts at the first and changes in the header. */
function FirstPage() {
  const first = firstPlace(useMe())
  return first === undefined ? <PageNotAllowed /> : <Navigate to={first} replace />
}

/** The address of a place that has no page of its own: to the first page of the caller's day there. */
function PlaceHome({ screens }: { readonly screens: readonly ScreenDefinition[] }) {
  const place = useMyPlace()
  const may = useMay()
  if (place === undefined) return <PageNotAllowed />
  const [start] = menuFor(screens, may, place.kind)
  if (start === undefined) return <PageNotAllowed />
  const under = { school: 'schools', trust: 'trusts', authority: 'authorities' }[place.kind]
  return <Navigate to={`/${under}/${place.id}${start.path}`} replace />
}
