import { t } from '../i18n/texts.ts';
import { cityMap } from '../state/page.ts';
import { IconButton } from './parts.tsx';

export function MapControls(): preact.JSX.Element {
  const map = cityMap.value;
  return (
    <div class="map-controls">
      <IconButton icon="plus" label={t('action.zoomIn')} onClick={() => map?.zoomBy(1)} />
      <IconButton icon="minus" label={t('action.zoomOut')} onClick={() => map?.zoomBy(-1)} />
      <IconButton icon="north" label={t('action.north')} onClick={() => map?.faceNorth()} />
      <IconButton icon="tilt" label={t('action.tilt')} onClick={() => map?.tilt()} />
    </div>
  );
}
