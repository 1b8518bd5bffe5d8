import {
  IconAlarm,
  IconBed,
  IconBook,
  IconBus,
  IconCloudRain,
  IconDoorExit,
  IconEar,
  IconHeart,
  IconHeartHandshake,
  IconHome,
  IconMessageCircleOff,
  IconMessageQuestion,
  IconUsers,
} from '@tabler/icons-react'
import type { Icon } from '../../../ui/screen.ts'

/** What a question looks like to a child, by its id. A question without a picture has none. */
export const PICTURES: Readonly<Record<string, Icon>> = {
  unwell: IconBed,
  worried: IconCloudRain,
  'leaving-home': IconDoorExit,
  help: IconMessageQuestion,
  busy: IconEar,
  unkind: IconMessageCircleOff,
  friends: IconUsers,
  lessons: IconBook,
  mornings: IconAlarm,
  journey: IconBus,
  caring: IconHeartHandshake,
  home: IconHome,
  family: IconHeart,
}
