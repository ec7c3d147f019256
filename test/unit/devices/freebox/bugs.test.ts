import {describe, expect, it} from 'vitest'
import {readAccount, readCalls} from '../../../../src/devices/freebox/read/call.ts'
import {readConfig, readConnection} from '../../../../src/devices/freebox/read/connection.ts'
import {readDhcp, readLeases} from '../../../../src/devices/freebox/read/dhcp.ts'
import {readFtth} from '../../../../src/devices/freebox/read/ftth.ts'
import {readHosts} from '../../../../src/devices/freebox/read/lan.ts'
import {readLte} from '../../../../src/devices/freebox/read/lte.ts'
import {readStorage} from '../../../../src/devices/freebox/read/storage.ts'
import {readSwitch, readSwitchClients} from '../../../../src/devices/freebox/read/switch.ts'
import {readSystem} from '../../../../src/devices/freebox/read/system.ts'
import {readVms} from '../../../../src/devices/freebox/read/vm.ts'
import {readClientStatus, readClients} from '../../../../src/devices/freebox/read/vpn-client.ts'
import {readServers} from '../../../../src/devices/freebox/read/vpn-server.ts'
import {readAccessPoints} from '../../../../src/devices/freebox/read/wifi.ts'
import {readXdsl} from '../../../../src/devices/freebox/read/xdsl.ts'
import {type JsonObject, objects, parseJson} from '../../../../src/json.ts'
import type {Point} from '../../../../src/metrics/model.ts'
import {tidy} from '../../../../src/metrics/tidy.ts'
import {encodeInflux} from '../../../encoded.ts'

const lines = (points: readonly Point[], name: string): string[] =>
	encodeInflux(points.map(point => tidy(point)))
		.split('\n')
		.filter(line => line.startsWith(`${name},`) || line.startsWith(`${name} `))
const all = (text: string): readonly JsonObject[] => objects(parseJson(text))

describe('what freebox-monitoring gets wrong is right here', () => {
	it('disks with partitions are printed', () => {
		const disk = parseJson(
			'[{"id":1,"type":"internal","partitions":[{"id":3,"total_bytes":10,"path":"L0E="}]}]',
		)
		expect(lines(readStorage(disk), 'freebox_storage')).toEqual([
			'freebox_storage,hdd=1,hdd_type=internal,partition=3,partition_path=/A diskfs_total_bytes=10',
		])
	})

	it('disks without model, serial, temperature or partitions make no bad line', () => {
		const disk = parseJson('[{"id":1001,"type":"usb","model":"","serial":"","temp":0,"total_bytes":5}]')
		expect(lines(readStorage(disk), 'freebox_storage')).toEqual([
			'freebox_storage,hdd=1001,hdd_type=usb disk_total_bytes=5',
		])
	})

	it('LTE bands are read under the name that the API gives them', () => {
		const lte = parseJson('{"enabled":true,"radio":{"bands":[{"band":7,"rsrp":-101}]}}')
		expect(lines(readLte(lte), 'freebox')).toEqual([
			'freebox,conn_media=lte lte_enabled=1',
			'freebox,band=7 lte_rband_rsrp=-101',
		])
	})

	it('VPN clients are read inside of their configuration, without its keys', () => {
		const clients = parseJson(
			'[{"id":"a","active":true,"conf_pptp":{"username":"zoe","remote_host":"h","password":"geheim"}}]',
		)
		expect(lines(readClients(clients), 'freebox_vpn_client')).toEqual([
			'freebox_vpn_client,ivc=a,ivc_remote_host=h,ivc_username=zoe vpnclient_state=1',
		])
	})

	it('a connected VPN client tells its address, and its last error on its own', () => {
		const status = parseJson(
			'{"enabled":true,"state":"up","last_error":"none","ipv4":{"ip_mask":{"ip":"10.0.0.2","mask":"255.0.0.0"}}}',
		)
		expect(lines(readClientStatus(status), 'freebox_vpn_client')).toEqual([
			'freebox_vpn_client,ipv4=10.0.0.2,ipv4_mask=255.0.0.0 vpnconn_enabled=1,vpnconn_state=1',
			'freebox_vpn_client,ipv4=10.0.0.2,ipv4_mask=255.0.0.0,last_error_desc=none vpnconn_last_error=0',
		])
	})

	it('slots and size of disks come from where they are, and are absent else', () => {
		expect(
			lines(readSystem(parseJson('{"model_info":{"customer_hdd_slots":4},"sensors":[]}')), 'freebox'),
		).toEqual(['freebox minfo_customer_hdd_slots=4', 'freebox sys_temp_count=0'])
	})

	it('a sensor or fan without value costs only itself', () => {
		const system = parseJson('{"sensors":[{"id":"a"},{"id":"b","value":40}],"fans":[{"id":"f"}]}')
		expect(lines(readSystem(system), 'freebox')).toEqual([
			'freebox sys_fan_count=1,sys_temp_count=2',
			'freebox,sensor=b sys_temp=40',
		])
	})

	it('flat temperatures that a model does not have are absent', () => {
		const system = parseJson('{"fan_rpm":900,"temp_cpub":50,"temp_t1":44}')
		expect(lines(readSystem(system, 'fbxgw8-r1/full'), 'freebox')).toEqual([
			'freebox,sensor=main,sensor_name=main sys_fan_rpm=900',
			'freebox,sensor=main,sensor_name=main sys_temp_cpub=50',
		])
		expect(lines(readSystem(system), 'router')).toContain('router,sensor=temp_t1 temperature_celsius=44')
	})

	it('a connection without port range, or without IPv4, tells the rest', () => {
		expect(lines(readConnection(parseJson('{"state":"up","ipv4":"192.0.2.1"}')), 'freebox')).toEqual([
			'freebox state=1,wan_ipv4="192.0.2.1"',
		])
		expect(lines(readConnection(parseJson('{"state":"up","ipv6":"2001:db8::1"}')), 'freebox')).toEqual([
			'freebox state=1,wan_ipv6="2001:db8::1"',
		])
	})

	it('a connection that is down has no address, and no stand-in for one', () => {
		expect(
			lines(readConnection(parseJson('{"state":"down","media":"ftth","ipv4":"192.0.2.1"}')), 'freebox'),
		).toEqual(['freebox,conn_media=down state=0'])
	})

	it.each(['going_up', 'going_down'])('a connection that is %s is not up, and says which of them', state => {
		const points = readConnection(parseJson(`{"state":"${state}","media":"ftth","ipv4":"192.0.2.1"}`))
		expect(lines(points, 'freebox')).toEqual(['freebox,conn_media=down state=0'])
		expect(lines(points, 'freebox_wan').join()).toContain(`state="${state}"`)
	})

	it('a SIP helper that is not told is absent', () => {
		expect(lines(readConfig(parseJson('{"ping":true}')), 'freebox')).toEqual([
			'freebox config_ping_external=1',
		])
	})

	it('optical power that is not there is absent', () => {
		expect(
			lines(readFtth(parseJson('{"sfp_present":true,"sfp_has_signal":false}'), 'ftth'), 'freebox'),
		).toEqual(['freebox,conn_media=ftth sfp_has_signal=0'])
	})

	it('a DSL line without retransmission counters, or without sync, is printed', () => {
		const line = parseJson('{"status":{"status":"showtime"},"down":{"rate":5},"up":{}}')
		expect(lines(readXdsl(line, 'xdsl'), 'freebox')).toEqual([
			'freebox,conn_media=xdsl,xdsl_status=showtime xdsl_down_rate=5,xdsl_status=5',
		])
		const down = parseJson('{"status":{"status":"down"},"down":{},"up":{}}')
		expect(lines(readXdsl(down, 'down'), 'freebox')).toEqual([
			'freebox,conn_media=down,xdsl_status=down xdsl_status=0',
		])
	})

	it('the clients of one port do not overwrite those of another', () => {
		const ports = parseJson(
			'[{"id":1,"mac_list":[{"mac":"a"},{"mac":"b"}]},{"id":2,"mac_list":[{"mac":"c"}]},{"id":3,"mac_list":{}}]',
		)
		expect(lines(readSwitchClients(ports, 7), 'freebox_switch')).toEqual([
			'freebox_switch,mac=a,switch_port=1 client_last_seen=7',
			'freebox_switch,mac=b,switch_port=1 client_last_seen=7',
			'freebox_switch,mac=c,switch_port=2 client_last_seen=7',
		])
	})

	it('a port without discards, or with rates of -1, tells the rest', () => {
		const stats = new Map([['1', parseJson('{"rx_bytes_rate":-1,"tx_collisions":3}')]])
		expect(
			lines(readSwitch(parseJson('[{"id":1,"link":"up","speed":"1000"}]'), stats), 'freebox_switch'),
		).toEqual([
			'freebox_switch switch_port_count=1',
			'freebox_switch,switch_port=1 switch_client_count=0,switch_collisions=3,switch_link=1,switch_speed=1000',
		])
	})

	it('a machine without vendor makes no bad line, and its active address counts', () => {
		const hosts = all(
			'[{"l2ident":{"id":"a","type":"mac_address"},"vendor_name":"","l3connectivities":[{"addr":"10.0.0.1","af":"ipv4","active":true},{"addr":"10.0.0.2","af":"ipv4","active":false}]}]',
		)
		expect(lines(readHosts(hosts, 'pub'), 'freebox_lan')).toEqual([
			'freebox_lan,lan_iface=pub,lan_ipv4=10.0.0.1,lan_mac_address=a lanhost_ipv4_active=1,lanhost_ipv4_count=2,lanhost_ipv6_count=0',
		])
	})

	it('two DNS servers are escaped, and no lease is counted as 0', () => {
		expect(
			lines(readDhcp(parseJson('{"enabled":true,"dns":["1.1.1.1","9.9.9.9",""]}')), 'freebox_dhcp'),
		).toEqual(['freebox_dhcp,dhcp_dns=1.1.1.1\\,9.9.9.9 dhcp_enabled=1'])
		expect(lines(readLeases([], 0), 'freebox_dhcp')).toEqual(['freebox_dhcp dhcp_lease_count=0'])
	})

	it('a lease without host tells the rest', () => {
		expect(lines(readLeases(all('[{"mac":"a","is_static":true}]'), 1), 'freebox_dhcp')).toContain(
			'freebox_dhcp,client_mac=a dhcp_lease_static=1',
		)
	})

	it('a withheld number makes no bad line', () => {
		const calls = parseJson('[{"id":1,"type":"missed","number":"","name":"","duration":2}]')
		expect(lines(readCalls(calls), 'freebox_call')).toEqual([
			'freebox_call,call=1,call_type=missed call_duration=2',
		])
	})

	it('paths of virtual machines are text', () => {
		const vms = parseJson('[{"id":3,"status":"running","disk_path":"RnJlZWJveC9WTXMveCB5","cd_path":""}]')
		expect(lines(readVms(vms), 'freebox_virtualmachine')).toEqual([
			'freebox_virtualmachine,vm=3,vm_disk_path=Freebox/VMs/x\\ y vm_status=1',
		])
	})

	it('a VPN server without IPv6 range makes no bad line', () => {
		const configs = new Map([['a', parseJson('{"enabled":true,"ip6_start":"","port_nat":4500}')]])
		expect(
			lines(readServers(parseJson('[{"name":"a","state":"started"}]'), configs), 'freebox_vpn_server'),
		).toEqual(['freebox_vpn_server,vpn_name=a,vpn_port=4500 vpnsrv_enabled=1,vpnsrv_state=1'])
	})

	it('commas, equals signs and backslashes in names stay in their tag', () => {
		const calls = parseJson('[{"id":1,"name":"a,b=c\\\\d","duration":2}]')
		expect(lines(readCalls(calls), 'freebox_call')).toEqual([
			'freebox_call,call=1,call_name=a\\,b\\=c\\d call_duration=2',
		])
	})

	it('quotes and backslashes in texts stay in their field', () => {
		const account = parseJson('{"phone_number":"0 \\"b\\" \\\\2"}')
		expect(lines(readAccount(account), 'freebox_call').join()).toMatch(
			/ call_phone_number="0 \\"b\\" \\\\2"$/,
		)
	})

	it('the width of a channel stays the text that old databases hold', () => {
		const aps = parseJson('[{"id":0,"status":{"state":"active","channel_width":"80"}}]')
		expect(lines(readAccessPoints(aps), 'freebox_wifi')).toEqual([
			'freebox_wifi,wifi_ap=0 wifi_channel_width="80",wifi_state=1',
		])
	})

	it('null is absent', () => {
		expect(
			lines(readConnection(parseJson('{"state":"up","rate_down":null,"media":null}')), 'freebox'),
		).toEqual(['freebox state=1'])
	})
})
