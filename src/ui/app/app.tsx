import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense } from 'react'
import { soon } from '../soon.ts'
import { theme, themeVariables } from '../theme.ts'

const colourScheme = localStorageColorSchemeManager({ key: 'mantine-color-scheme-value' })

// Nothing is said before the first page is up, so this need not come with it.
const Toasts = lazy(async () => {
  await soon()
  return { default: (await import('./toasts.tsx')).Toasts }
})

/** Everything that surrounds the router, in the app and in tests alike. */
export function AppProviders({ client, children }: { readonly client: QueryClient; readonly children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={themeVariables}
      colorSchemeManager={colourScheme}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
      <Suspense>
        <Toasts />
      </Suspense>
    </MantineProvider>
  )
}
