import { absenceScreens } from '../../absence/web/index.ts'
import { auditScreens } from '../../audit/web/index.ts'
import { caseworkScreens } from '../../casework/web/index.ts'
import { dutiesScreens } from '../../duties/web/index.ts'
import { enforcementScreens } from '../../enforcement/web/index.ts'
import { identityScreens } from '../../identity/web/index.ts'
import { interchangeScreens } from '../../interchange/web/index.ts'
import { leaveScreens } from '../../leave/web/index.ts'
import { measuresScreens } from '../../measures/web/index.ts'
import { messagingScreens } from '../../messaging/web/index.ts'
import { parentsScreens } from '../../parents/web/index.ts'
import { policyScreens } from '../../policy/web/index.ts'
import { registerScreens } from '../../register/web/index.ts'
import { returnsScreens } from '../../returns/web/index.ts'
import { rollScreens } from '../../roll/web/index.ts'
import { siteScreens } from '../../site/web/index.ts'
import { galleryScreens } from '../../ui/gallery/index.ts'
import type { ScreenDefinition } from '../../ui/screen.ts'
import { weeklyScreens } from '../../weekly/web/index.ts'
import { homeScreens } from './home/index.ts'

/** Every page of the app: one line for each slice that has any. */
export const screens: readonly ScreenDefinition[] = [
  ...homeScreens,
  ...dutiesScreens,
  ...registerScreens,
  ...siteScreens,
  ...absenceScreens,
  ...leaveScreens,
  ...returnsScreens,
  ...enforcementScreens,
  ...measuresScreens,
  ...weeklyScreens,
  ...caseworkScreens,
  ...messagingScreens,
  ...rollScreens,
  ...parentsScreens,
  ...policyScreens,
  ...identityScreens,
  ...interchangeScreens,
  ...auditScreens,
  ...galleryScreens,
]
