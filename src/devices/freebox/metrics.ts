import {router} from '../router/metrics.ts'
import {wan} from '../wan/metrics.ts'
import {xdslDirection, xdslLine} from '../xdsl/metrics.ts'
import {freeboxCall, freeboxCallAccount, freeboxCalls} from './metrics/call.ts'
import {
	freeboxConfig,
	freeboxConnection,
	freeboxFtth,
	freeboxOptic,
	freeboxRemoteAccess,
	freeboxWan,
} from './metrics/connection.ts'
import {freeboxXdsl} from './metrics/dsl.ts'
import {
	freeboxDhcp,
	freeboxHost,
	freeboxHosts,
	freeboxLanHost,
	freeboxLanInterface,
	freeboxLease,
	freeboxLeaseCount,
} from './metrics/lan.ts'
import {
	freeboxLte,
	freeboxLteBand,
	freeboxLteNetwork,
	freeboxLteRadio,
	freeboxLteSim,
	freeboxTunnel,
} from './metrics/lte.ts'
import {freeboxRadio} from './metrics/radio.ts'
import {freeboxRaid, freeboxRaidDisk} from './metrics/raid.ts'
import {freeboxDisk, freeboxDiskHealth, freeboxPartition, freeboxPartitionHealth} from './metrics/storage.ts'
import {freeboxPort, freeboxSwitch, freeboxSwitchClient, freeboxSwitchPorts} from './metrics/switch.ts'
import {freeboxBox, freeboxFan, freeboxSensor, freeboxSensorCount, freeboxSystem} from './metrics/system.ts'
import {freeboxVm, freeboxVmInfo} from './metrics/vm.ts'
import {
	freeboxVpnClient,
	freeboxVpnConnection,
	freeboxVpnError,
	freeboxVpnServer,
	freeboxVpnServerConnection,
} from './metrics/vpn.ts'
import {freeboxSsid, freeboxStation, freeboxWifi, freeboxWifiStation} from './metrics/wifi.ts'

/** Everything the device prints: the old names first, group by group, then linestat's own. */
export const freeboxMeasurements = [
	freeboxConfig,
	freeboxRemoteAccess,
	freeboxConnection,
	freeboxFtth,
	freeboxXdsl,
	freeboxLte,
	freeboxLteNetwork,
	freeboxLteRadio,
	freeboxLteBand,
	freeboxLteSim,
	freeboxSystem,
	freeboxFan,
	freeboxSensor,
	freeboxSensorCount,
	freeboxSwitch,
	freeboxSwitchClient,
	freeboxSwitchPorts,
	freeboxDisk,
	freeboxPartition,
	freeboxWifi,
	freeboxWifiStation,
	freeboxDhcp,
	freeboxLease,
	freeboxLeaseCount,
	freeboxLanInterface,
	freeboxLanHost,
	freeboxCallAccount,
	freeboxCall,
	freeboxVmInfo,
	freeboxVm,
	freeboxVpnServer,
	freeboxVpnServerConnection,
	freeboxVpnClient,
	freeboxVpnConnection,
	freeboxVpnError,
	freeboxWan,
	freeboxOptic,
	freeboxTunnel,
	freeboxBox,
	freeboxPort,
	freeboxDiskHealth,
	freeboxPartitionHealth,
	freeboxRaid,
	freeboxRaidDisk,
	freeboxSsid,
	freeboxStation,
	freeboxRadio,
	freeboxHosts,
	freeboxHost,
	freeboxCalls,
	wan,
	xdslLine,
	xdslDirection,
	router,
] as const
