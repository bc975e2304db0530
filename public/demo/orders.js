// The demo shop's own order system: what a shop's page would ask its server for. Two orders are on record, of a shopper whose number ends
// in 0137.
(() => {
  const orders = {
    NP20261101: {
      status: 'shipped',
      carrier: 'SF Express',
      tracking: 'SF1378000255',
      due: '2026-11-26',
      total: '798.00',
      items: [{ zh: '山脊线三层硬壳冲锋衣（冰川蓝 / L）', en: 'Ridgeline 3L Shell Jacket (Glacier Blue / L)', count: 1 }],
    },
    NP20261102: {
      status: 'packing',
      leaves: '2026-11-24',
      total: '417.00',
      items: [
        { zh: '美丽奴羊毛袜', en: 'Merino hiking socks', count: 3 },
        { zh: '羽绒专用洗涤剂', en: 'Down wash', count: 1 },
      ],
    },
  };
  // Calls before the widget is there are kept for it.
  window.floorwalker = window.floorwalker || function floorwalker() {
    (window.floorwalker.q = window.floorwalker.q || []).push(arguments);
  };
  window.floorwalker('lookup', 'order', async ({ number, phone }) => {
    const order = orders[number.toUpperCase()];
    return order && phone === '0137' ? { number: number.toUpperCase(), ...order } : null;
  });
})();
