import '../../ui/app/styles.ts'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { whoAmI } from '../../identity/contract.ts'
import { AppProviders } from '../../ui/app/app.tsx'
import { buildRouter } from '../../ui/app/build-router.tsx'
import { soon } from '../../ui/soon.ts'
import { askEarly, createQueryClient } from '../../ui/use-operation.ts'
import { screens } from './screens.ts'
import { Surrounding } from './surrounding.tsx'

// zod would compile its checks with `new Function`, which our content security policy forbids.
z.config({ jitless: true })

const client = createQueryClient(whoAmI)
askEarly(client, whoAmI, {})
const router = buildRouter(screens, Surrounding)

const place = document.getElementById('root')
if (place === null) throw new Error('index.html has no #root')
createRoot(place).render(
  <StrictMode>
    <AppProviders client={client}>
      <RouterProvider router={router} />
    </AppProviders>
  </StrictMode>,
)
void soon().then(async () => (await import('./keep-for-offline.ts')).keepForOffline())
