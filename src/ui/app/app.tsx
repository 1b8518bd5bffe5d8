import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { theme, themeVariables } from '../theme.ts'

const colourScheme = localStorageColorSchemeManager({ key: 'mantine-color-scheme-value' })

/** Everything that surrounds the router, in the app and in tests alike. */
export function AppProviders({ client, children }: { readonly client: QueryClient; readonly children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={themeVariables}
      colorSchemeManager={colourScheme}
      defaultColorScheme="auto"
    >
      <Notifications position="bottom-right" limit={3} />
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </MantineProvider>
  )
}
