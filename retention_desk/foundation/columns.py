"""Canonical tables and columns: what an export can hold, and by which headers it is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from retention_desk.foundation.wording import Phrase, phrase

TableKind = Literal[
    "customers", "orders", "subscriptions", "activity", "tickets",
    "surveys", "referrals", "community", "payments", "incidents",
]  # fmt: skip
ColumnType = Literal["id", "text", "category", "number", "money", "date", "flag"]


@dataclass(frozen=True, slots=True)
class Column:
    """A canonical column.

    Parameters
    ----------
    key : str
        Name in canonical tables.
    type : ColumnType
        How its cells are read; ``category`` is text with few values.
    label : Phrase
        Name shown to people.
    synonyms : tuple of str
        Headers it is known by, lower case, in English, Chinese, German, French and Spanish, the commonest
        English and Chinese ones first.
    """

    key: str
    type: ColumnType
    label: Phrase
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of table: its columns, and the alternatives of which each needs one set complete."""

    kind: TableKind
    columns: tuple[Column, ...]
    required: tuple[frozenset[str], ...]

    def column(self, key: str) -> Column:
        """Return a column by key; KeyError when the kind has none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)


_CUSTOMER_ID = Column(
    "customer_id",
    "id",
    phrase("Customer"),
    (
        "customer_id", "customer id", "customerid", "customer no", "customer number", "client id", "user id",
        "userid", "user_id", "account id", "account_id", "member id", "buyer", "buyer id", "customer",
        "客户id", "客户编号", "客户 id", "客户号", "客户", "会员id", "会员编号", "会员号", "会员名", "买家会员名",
        "买家昵称", "买家id", "用户id", "用户编号", "用户名", "客戶編號", "客戶代號", "會員編號", "會員帳號", "買家帳號",
        "id", "客户账号", "客户代码", "客户代号", "会员id号", "会员卡号", "会员帐号", "会员账号", "用户账号", "用户昵称", "买家", "买家账号", "买家帐号", "下单帐号", "下单账号", "顾客编号", "顾客id", "客户ID", "客戶", "客戶id", "會員", "會員id", "會員卡號", "買家", "買家昵稱", "顧客編號", "卡号", "account", "account no", "account number", "shopper id", "cust id", "custid", "client", "client no", "clientnum", "member no", "subscriber id", "contact id", "company id", "user", "username", "kundennummer", "kunden nr", "id client", "id cliente", "cliente", "kunde", "kunden id", "kd nr", "debitor", "debitorennummer", "konto", "kontonummer", "numéro client", "n° client", "code client", "número de cliente", "código cliente", "nº cliente", "requester id", "requester", "requester email", "customer code", "customer key", "customer ref", "cust no", "customer email", "buyer email", "buyer name", "contact email", "uid", "openid", "unionid", "cust", "customer nr", "customer #", "acct", "acct no", "patient id", "patient", "guest id", "student id", "policyholder", "会员卡", "会员", "學員編號", "学员编号", "患者编号", "业主编号",
    ),
)  # fmt: skip

CUSTOMERS: Final = Table(
    "customers",
    (
        _CUSTOMER_ID,
        Column("name", "text", phrase("Name"), ("name", "customer name", "full name", "姓名", "客户名称", "客戶名稱", "会员姓名", "account name", "company name", "client name", "company", "contact name", "客户姓名", "客户", "名称", "客戶姓名", "會員姓名", "公司名称", "公司名稱", "kundenname", "firma", "firmenname", "nom", "nom du client", "nom client", "raison sociale", "nombre", "nombre del cliente", "razón social", "会员昵称", "买家姓名", "收货人", "联系人", "聯絡人", "客户简称")),
        Column("email", "text", phrase("E-mail"), ("email", "e-mail", "mail", "邮箱", "电子邮件", "電子郵件", "信箱", "email address", "customer email", "e-mail address", "e-mail-adresse", "emailadresse", "adresse e-mail", "courriel", "correo", "correo electrónico", "邮件", "邮箱地址", "电子邮箱")),
        Column("phone", "text", phrase("Phone"), ("phone", "mobile", "telephone", "手机", "手机号", "电话", "手機", "電話", "phone number", "mobile phone", "联系电话", "联系手机", "手机号码", "手機號碼", "聯絡電話", "telefon", "telefonnummer", "handy", "mobil", "téléphone", "portable", "teléfono", "móvil", "联系方式", "聯絡方式", "电话号码", "移动电话")),
        Column("segment", "category", phrase("Segment"), ("segment", "customer type", "type", "细分", "客户类型", "客戶類型", "customer segment", "客户细分", "客户分类", "客戶分類", "客戶細分", "客户等级", "客戶等級", "kundengruppe", "kundentyp", "kundensegment", "type de client", "catégorie client", "tipo de cliente", "segmento", "会员等级", "會員等級", "客户级别", "客户分层", "客群")),
        Column("region", "category", phrase("Region"), ("region", "country", "state", "city", "province", "地区", "省份", "城市", "国家", "地區", "縣市", "geography", "branch", "市", "省", "所在地", "所在城市", "省/自治区", "所在地區", "国家/地区", "land", "ort", "stadt", "bundesland", "pays", "ville", "région", "país", "ciudad", "provincia", "región", "billing country", "shipping country", "customer country", "customer city", "customer state", "收货省份", "收货人省份", "所属地区", "區域", "区域", "國家", "所在区域")),
        Column("channel", "category", phrase("Channel"), ("channel", "source", "acquisition channel", "渠道", "来源", "管道", "來源", "referral source", "lead source", "signup channel", "获客渠道", "注册渠道", "客户来源", "註冊管道", "客戶來源", "kanal", "quelle", "herkunft", "canal", "origine", "origen", "来源渠道", "获客来源", "流量来源")),
        Column("owner", "category", phrase("Owner"), ("owner", "account manager", "sales rep", "负责人", "客户经理", "負責人", "業務", "csm", "customer success manager", "sales owner", "跟进人", "销售", "业务员", "業務員", "客戶經理", "销售人员", "betreuer", "kundenbetreuer", "zuständig", "vertriebsmitarbeiter", "responsable", "commercial", "gestor", "vendedor", "归属销售", "客服", "業務負責人")),
        Column("signup_date", "date", phrase("Signed up on"), ("signup date", "created at", "created", "join date", "registered", "注册时间", "注册日期", "加入日期", "註冊日期", "sign up date", "signed up", "registration date", "registered at", "customer since", "start date", "created date", "first seen", "开户日期", "入会日期", "入會日期", "建立日期", "成为客户日期", "开通日期", "啟用日期", "registriert am", "angemeldet am", "anmeldedatum", "kunde seit", "erstellt am", "date d'inscription", "inscrit le", "client depuis", "date de création", "fecha de alta", "fecha de registro", "cliente desde", "首次购买时间", "注册时间(utc)", "加入时间", "入會時間", "開戶日期", "contract start", "contract start date", "合同开始日期", "合約起日", "start")),
        Column("last_active_date", "date", phrase("Last active on"), ("last active", "last login", "last seen", "最近登录", "最后登录时间", "最近登入", "last active date", "last login date", "last activity", "last activity date", "last seen at", "最近活跃", "最后活跃日期", "最近登录时间", "最近登录日期", "最後登入", "最近活躍日期", "最近登入日期", "letzter login", "letzte anmeldung", "zuletzt aktiv", "letzte aktivität", "dernière connexion", "dernière activité", "último acceso", "última actividad", "最近活跃时间", "最后登录", "最近一次登录", "last purchase date", "last order date", "last purchase", "last order", "last visit", "最近消费日期", "最近消费时间", "最近购买时间", "最近购买日期", "最后购买时间", "最后消费时间", "最近消費日", "最近消費日期", "最近購買日", "最近購買日期", "最後消費日", "上次消费时间", "letzter kauf", "letzte bestellung", "dernier achat", "dernière commande", "última compra", "último pedido")),
        Column("birthday", "date", phrase("Birthday"), ("birthday", "birth date", "date of birth", "生日", "出生日期", "geburtstag", "geburtsdatum", "date de naissance", "anniversaire", "fecha de nacimiento", "cumpleaños")),
        Column("plan", "category", phrase("Plan"), ("plan", "subscription plan", "package", "套餐", "方案", "plan tier", "plan name", "subscription type", "tier", "订阅方案", "套餐名称", "方案名稱", "訂閱方案", "版本", "tarif", "paket", "abo", "abonnement", "forfait", "formule", "plan contratado", "tarifa")),
        Column("mrr", "money", phrase("Monthly recurring revenue"), ("mrr", "monthly charges", "monthlycharges", "monthly fee", "月费", "月費", "monthly recurring revenue", "monthly charge", "monthly revenue", "monthly amount", "每月经常性收入", "月度经常性收入", "每月經常性收入", "月租费", "月租費", "monatsbeitrag", "monatlicher betrag", "monatsgebühr", "abonnement mensuel", "montant mensuel", "cuota mensual", "importe mensual")),
        Column("contract_end", "date", phrase("Contract ends on"), ("contract end", "renewal date", "expires", "合同到期", "到期日", "合約到期日", "contract end date", "contract expiry", "renewal", "renews on", "expiry date", "合同到期日", "合同结束日期", "续约日期", "合約到期", "續約日期", "vertragsende", "laufzeitende", "kündigungstermin", "fin de contrat", "date d'échéance du contrat", "fin de contrato", "vencimiento del contrato")),
        Column("points", "number", phrase("Points"), ("points", "loyalty points", "积分", "點數", "積分", "punkte", "treuepunkte", "points de fidélité", "puntos")),
        Column("churned", "flag", phrase("Left"), ("churn", "churned", "exited", "attrition", "attrition_flag", "churn value", "churn label", "is_churn", "left", "流失", "是否流失", "已流失", "churn flag", "has churned", "churn status", "customer status", "attrition flag", "churn_value", "is churned", "客户状态", "客戶狀態", "流失标签", "流失标志", "流失標記", "gekündigt", "abgewandert", "kündigung", "résilié", "perdu", "baja", "abandono", "cancelado", "是否离网", "是否离职客户", "用户状态", "會員狀態")),
        Column("churn_date", "date", phrase("Left on"), ("churn date", "cancelled at", "cancel date", "流失日期", "退订日期", "churned on", "churned at", "cancellation date", "end date", "流失时间", "流失時間", "退訂日期", "kündigungsdatum", "gekündigt am", "abgewandert am", "date de résiliation", "résilié le", "fecha de baja", "fecha de cancelación", "离网时间", "销户日期")),
        Column("churn_reason", "category", phrase("Reason for leaving"), ("churn reason", "cancel reason", "流失原因", "cancellation reason", "reason for leaving", "reason for churn", "流失原因分类", "離開原因", "kündigungsgrund", "motif de résiliation", "raison du départ", "motivo de baja", "motivo de cancelación", "离网原因", "leaving reason", "reason left", "why left", "why they left", "exit reason", "churn note", "离开原因", "退订原因", "解约原因", "離開原因備註", "退訂原因", "解約原因")),
        Column("preferred_channel", "category", phrase("Preferred channel"), ("preferred channel", "contact preference", "首选渠道", "偏好管道")),
    ),
    (frozenset({"customer_id"}),),
)  # fmt: skip

ORDERS: Final = Table(
    "orders",
    (
        _CUSTOMER_ID,
        Column("ordered_on", "date", phrase("Ordered on"), ("order date", "invoicedate", "invoice date", "date", "purchase date", "created at", "订单付款时间", "付款时间", "下单时间", "订单创建时间", "订单日期", "订购日期", "下單時間", "訂單日期", "訂購日期", "ordered on", "order time", "ordered at", "order_date", "transaction date", "sale date", "sales date", "payment date", "paid at", "pay date", "purchase time", "purchase timestamp", "order purchase timestamp", "created", "created date", "order created", "time", "bill date", "付款日期", "支付时间", "支付日期", "下单日期", "交易时间", "交易日期", "成交时间", "成交日期", "消费时间", "消费日期", "购买日期", "购买时间", "订单时间", "销售日期", "订单提交时间", "订单创建日期", "订单付款日期", "日期", "付款時間", "下單日期", "交易時間", "消費日期", "購買日期", "訂單時間", "銷售日期", "成立時間", "訂單成立時間", "rechnungsdatum", "bestelldatum", "datum", "fecha", "auftragsdatum", "kaufdatum", "belegdatum", "date de commande", "date commande", "date de facture", "date d'achat", "date facture", "fecha de pedido", "fecha pedido", "fecha de compra", "fecha de factura", "下单付款时间", "支付完成时间", "订单支付时间", "結帳時間", "消費時間", "ts", "timestamp", "datetime", "date time", "dt", "付款日", "消费日", "消費日", "交易日", "交易日期时间", "business date", "posting date", "buchungsdatum")),
        Column("order_id", "id", phrase("Order"), ("order id", "order_id", "order no", "invoice", "invoiceno", "invoice no", "order number", "订单编号", "订单号", "訂單編號", "訂單號碼", "order_no", "order", "invoice number", "transaction id", "transaction no", "receipt", "receipt no", "bill no", "basket id", "订单id", "订单 id", "订单号码", "订单编码", "主订单编号", "交易号", "交易编号", "流水号", "单号", "小票号", "job no", "job number", "job id", "服务单号", "訂單id", "訂單號", "單號", "交易編號", "rechnungsnummer", "bestellnummer", "auftragsnummer", "auftrag", "bestell nr", "auftrags nr", "rechnungs nr", "belegnummer", "numéro de commande", "n° commande", "commande", "numéro de facture", "n° facture", "número de pedido", "nº pedido", "pedido", "número de factura", "factura", "子订单编号", "外部订单号", "交易单号", "發票號碼", "beleg", "beleg nr", "belegnr", "document no", "doc no", "voucher no", "ticket no")),
        Column("amount", "money", phrase("Amount"), ("amount", "total", "sales", "revenue", "line total", "total price", "实付金额", "买家实际支付金额", "实际支付金额", "订单金额", "金额", "销售额", "销售金额", "總金額", "訂單金額", "金額", "sales amount", "order total", "order amount", "order value", "total amount", "total_price", "total sales", "line_total", "net sales", "amount paid", "paid amount", "payment value", "transaction amount", "invoice amount", "price paid", "spend", "value", "revenue amount", "subtotal", "实付", "付款金额", "支付金额", "实收金额", "成交金额", "交易金额", "消费金额", "应付金额", "总金额", "总价", "合计金额", "小计", "订单总额", "订单应付金额", "销售收入", "付款金額", "實付金額", "實收金額", "支付金額", "成交金額", "交易金額", "消費金額", "應付金額", "總價", "小計", "訂單總額", "銷售額", "銷售金額", "betrag", "netto", "brutto", "importe", "gesamtbetrag", "gesamt", "umsatz", "summe", "nettobetrag", "bruttobetrag", "rechnungsbetrag", "montant", "montant total", "total ttc", "total ht", "chiffre d'affaires", "importe total", "monto", "valor", "ventas", "ingresos", "grand total", "net amount", "gross amount", "net total", "gross total", "total paid", "order total amount", "买家实付金额", "实际支付", "订单实付金额", "实收", "应收金额", "消費總額", "交易總額", "營業額", "amt", "net amt", "total amt", "sales amt", "amount due", "charged amount", "amount charged")),
        Column("quantity", "number", phrase("Quantity"), ("quantity", "qty", "units", "数量", "宝贝总数量", "购买数量", "數量", "quantity ordered", "item quantity", "lineitem quantity", "number of items", "pieces", "商品数量", "订购数量", "件数", "销量", "销售数量", "下单件数", "訂購數量", "購買數量", "商品數量", "件數", "銷售數量", "menge", "cantidad", "hours", "工时", "工時", "anzahl", "stückzahl", "stück", "quantité", "qté", "nombre d'articles", "unidades", "cant", "ordered quantity", "购买件数", "商品件数", "成交件数")),
        Column("unit_price", "money", phrase("Unit price"), ("price", "unit price", "unitprice", "单价", "价格", "單價", "unit_price", "item price", "lineitem price", "price each", "price per unit", "selling price", "商品单价", "销售单价", "成交单价", "售价", "商品價格", "商品單價", "售價", "價格", "einzelpreis", "precio", "preis", "stückpreis", "prix", "prix unitaire", "precio unitario", "unit cost price", "成交价", "实际单价", "商品价格", "定價")),
        Column("product", "category", phrase("Product"), ("product", "product name", "item", "item name", "lineitem name", "stockcode", "stock code", "sku", "product id", "product code", "article", "description", "宝贝标题", "商品名称", "产品名称", "商品", "产品", "品名", "商品标题", "选购商品", "货号", "商品编号", "商品编码", "产品编号", "商品名稱", "產品名稱", "產品", "貨號", "商品編號", "service", "service type", "服务项目", "服務項目", "artikel", "produkt", "artikelname", "artikelnummer", "artikelbezeichnung", "bezeichnung", "produit", "désignation", "producto", "artículo", "descripción", "宝贝名称", "商品信息", "款式", "貨品", "品項")),
        Column("category", "category", phrase("Category"), ("category", "product category", "类别", "品类", "類別", "item category", "product type", "department", "category name", "商品类别", "产品类别", "商品分类", "品类名称", "商品類別", "產品類別", "商品分類", "kategorie", "warengruppe", "produktgruppe", "catégorie", "famille", "categoría", "familia", "品類", "大类", "一级类目")),
        Column("discount", "number", phrase("Discount"), ("discount", "优惠", "折扣", "折扣金額", "discount amount", "discount rate", "折扣金额", "优惠金额", "優惠", "優惠金額", "折扣率", "rabatt", "nachlass", "remise", "réduction", "descuento", "优惠券金额", "折讓", "折抵金額")),
        Column("cost", "money", phrase("Cost"), ("cost", "成本", "cost amount", "unit cost", "cogs", "成本金额", "成本價", "商品成本", "kosten", "einkaufspreis", "selbstkosten", "coût", "coste", "costo", "采购成本", "進貨成本")),
        Column("refunded", "money", phrase("Given back"), ("amount refunded", "refunded amount", "refund amount", "total refunded", "refund total", "total refunds", "partial refunds", "order refund amount", "退款金额", "退款金額", "已退款金额", "已退款金額", "订单退款金额", "訂單退款金額", "退款总额", "退款總額", "实际退款金额", "erstattungsbetrag", "erstatteter betrag", "montant remboursé", "importe reembolsado")),
        Column("refunded_on", "date", phrase("Given back on"), ("refunded date", "refunded date (utc)", "refunded at", "refunded on", "refund date", "refund time", "退款时间", "退款時間", "退款日期", "退款完成时间", "erstattet am", "date de remboursement", "fecha de reembolso")),
        Column("currency", "category", phrase("Currency"), ("currency", "币种", "货币", "幣別", "currency code", "币别", "貨幣", "währung", "devise", "monnaie", "moneda", "divisa", "币种代码")),
        Column("status", "category", phrase("Status"), ("status", "order status", "financial status", "订单状态", "交易状态", "訂單狀態", "payment status", "order state", "type", "order type", "transaction status", "退款状态", "状态", "订单类型", "退款狀態", "狀態", "交易狀態", "付款狀態", "bestellstatus", "auftragsstatus", "zahlungsstatus", "statut", "statut de la commande", "état", "estado", "estado del pedido", "订单状态描述", "支付状态", "退货状态", "訂單處理狀態")),
        Column("channel", "category", phrase("Channel"), ("channel", "sales channel", "渠道", "通路", "source", "order source", "store", "shop", "订单来源", "订单渠道", "销售渠道", "店铺名称", "门店", "來源", "銷售通路", "店鋪", "門市", "訂單來源", "vertriebskanal", "kanal", "filiale", "shopname", "canal", "canal de vente", "magasin", "canal de venta", "tienda", "下单渠道", "平台", "门店名称", "分店")),
    ),
    (frozenset({"customer_id", "ordered_on", "amount"}), frozenset({"customer_id", "ordered_on", "quantity", "unit_price"})),
)  # fmt: skip

SUBSCRIPTIONS: Final = Table(
    "subscriptions",
    (
        _CUSTOMER_ID,
        Column("started_on", "date", phrase("Started on"), ("start date", "started", "subscription start", "开始日期", "開始日期", "started on", "started at", "subscription start date", "subscribed on", "activated at", "current term started at", "start", "开通日期", "订阅开始日期", "生效日期", "訂閱開始日期", "開通日期", "啟用日期", "abo beginn", "beginn", "startdatum", "vertragsbeginn", "date de début", "début", "fecha de inicio", "inicio", "订阅时间", "合同开始日期", "起始日期", "合約開始日", "created", "created at", "created on", "subscribed at", "subscription date", "valid from", "contract start", "contract start date", "start time", "signup date", "开始时间", "开始", "起始时间", "订购时间", "訂購時間", "開始時間", "合同起始日", "合約起日")),
        Column("mrr", "money", phrase("Monthly recurring revenue"), ("mrr", "mrr_amount", "monthly amount", "月费", "月費", "monthly recurring revenue", "monthly price", "monthly fee", "月度经常性收入", "每月經常性收入", "月费金额", "monatsbetrag", "montant mensuel", "importe mensual", "monthly value", "price per month", "monthly subscription", "monthly charge", "monthly cost", "每月金额", "每月金額", "月租")),
        Column("amount", "money", phrase("Amount"), ("amount", "price", "金额", "金額", "subscription amount", "billing amount", "plan amount", "subtotal", "unit amount", "fee", "费用", "費用", "订阅金额", "訂閱金額", "betrag", "preis", "montant", "prix", "importe", "precio", "合同金额", "合約金額", "套餐价格")),
        Column("billing_period", "category", phrase("Billing period"), ("billing period", "billing frequency", "interval", "计费周期", "計費週期", "billing cycle", "billing interval", "term", "付费周期", "付費週期", "周期", "週期", "abrechnungszeitraum", "zahlungsweise", "intervall", "périodicité", "fréquence", "periodicidad", "frecuencia de pago", "付款周期", "缴费周期", "繳費週期")),
        Column("ended_on", "date", phrase("Ended on"), ("end date", "ended", "cancelled at", "结束日期", "結束日期", "ended on", "ended at", "canceled at", "cancellation date", "churn date", "expires at", "termination date", "subscription end", "终止日期", "取消日期", "到期日期", "終止日期", "到期日", "ende", "enddatum", "gekündigt zum", "vertragsende", "date de fin", "fin", "fecha de fin", "fecha de baja", "到期时间", "终止时间", "合同结束日期", "結束日", "合約結束日", "cancelled", "canceled", "cancelled on", "canceled on", "cancel date", "cancelled date", "canceled date", "valid to", "valid until", "contract end", "contract end date", "end time", "churned at", "结束时间", "取消时间", "退订时间", "結束時間", "取消時間", "退訂時間", "合約迄日")),
        Column("plan", "category", phrase("Plan"), ("plan", "plan tier", "套餐", "方案", "plan name", "product", "tier", "subscription plan", "订阅方案", "套餐名称", "訂閱方案", "方案名稱", "tarif", "abo", "formule", "forfait", "plan contratado", "版本", "套餐类型")),
        Column("status", "category", phrase("Status"), ("status", "状态", "狀態", "subscription status", "订阅状态", "訂閱狀態", "status des abos", "statut", "estado", "合同状态", "合約狀態")),
        Column("cancel_reason", "category", phrase("Reason for leaving"), ("cancel reason", "reason", "取消原因", "cancellation reason", "churn reason", "退订原因", "退訂原因", "kündigungsgrund", "motif de résiliation", "motivo de cancelación")),
        Column("trial", "flag", phrase("Trial"), ("is trial", "trial", "试用", "試用")),
        Column("subscription_id", "id", phrase("Subscription"), ("subscription id", "subscription number", "subscription no", "uuid", "订阅编号", "订阅号", "訂閱編號", "abo nr", "abonummer", "numéro d'abonnement", "número de suscripción", "subscription")),
        Column("updated_on", "date", phrase("Changed on"), ("updated at", "updated on", "last updated", "last modified", "modified", "更新时间", "修改时间", "更新時間", "修改時間", "geändert am", "modifié le", "modificado el")),
    ),
    (frozenset({"customer_id", "started_on", "mrr"}), frozenset({"customer_id", "started_on", "amount"})),
)  # fmt: skip

ACTIVITY: Final = Table(
    "activity",
    (
        _CUSTOMER_ID,
        Column("happened_on", "date", phrase("Happened on"), ("date", "event date", "timestamp", "usage date", "login date", "日期", "时间", "時間", "happened on", "activity date", "event time", "occurred at", "logged at", "login time", "session date", "day", "使用日期", "登录时间", "登录日期", "活动日期", "访问时间", "使用時間", "登入時間", "登入日期", "活動日期", "datum", "zeitpunkt", "date et heure", "horodatage", "fecha", "fecha y hora", "操作时间", "记录时间", "發生時間", "ts", "datetime", "date time", "event timestamp", "event datetime", "time", "created at", "logged on", "时间戳", "發生日期", "发生时间", "发生日期")),
        Column("feature", "category", phrase("Feature"), ("feature", "feature name", "event", "action", "功能", "事件", "event name", "event type", "activity", "activity type", "module", "page", "操作", "行为", "功能名称", "模块", "事件名称", "行為", "功能名稱", "事件名稱", "aktion", "ereignis", "funktion", "action effectuée", "événement", "acción", "evento", "función")),
        Column("count", "number", phrase("Count"), ("count", "usage count", "events", "logins", "次数", "次數", "event count", "times", "sessions", "usage", "使用次数", "登录次数", "访问次数", "使用次數", "登入次數", "anzahl", "nombre", "número", "cantidad")),
        Column("minutes", "number", phrase("Minutes"), ("minutes", "duration", "分钟", "分鐘", "duration minutes", "usage minutes", "时长", "使用时长", "在线时长", "時長", "使用時長", "使用分鐘", "minuten", "dauer", "durée", "minutos", "duración")),
    ),
    (frozenset({"customer_id", "happened_on"}),),
)  # fmt: skip

TICKETS: Final = Table(
    "tickets",
    (
        _CUSTOMER_ID,
        Column("opened_on", "date", phrase("Opened on"), ("opened", "submitted at", "created at", "open date", "创建时间", "提交时间", "建立時間", "反映日期", "opened on", "opened at", "created date", "created on", "create date", "reported at", "complaint date", "ticket created", "date", "提交日期", "创建日期", "投诉日期", "反馈日期", "受理时间", "建立日期", "投訴日期", "客訴日期", "提交時間", "受理時間", "eröffnet am", "erstellt am", "eingang", "date d'ouverture", "créé le", "ouvert le", "fecha de apertura", "creado el", "报修时间", "反馈时间", "来电时间", "進件時間")),
        Column("ticket_id", "id", phrase("Ticket"), ("ticket id", "case number", "case id", "工单号", "工單編號", "ticket", "ticket number", "case", "complaint id", "工单编号", "工单id", "投诉编号", "案件编号", "客訴編號", "案件編號", "ticketnummer", "vorgang", "vorgangsnummer", "fallnummer", "numéro de ticket", "n° ticket", "número de ticket", "caso")),
        Column("closed_on", "date", phrase("Closed on"), ("closed", "closed at", "resolved at", "关闭时间", "结案时间", "結案日期", "closed on", "resolved on", "resolved", "closed date", "resolution date", "solved at", "关闭日期", "解决时间", "解决日期", "完结时间", "結案時間", "解決時間", "關閉時間", "geschlossen am", "gelöst am", "erledigt am", "fermé le", "résolu le", "date de clôture", "cerrado el", "resuelto el", "fecha de cierre")),
        Column("first_response_on", "date", phrase("First response on"), ("first response", "first response at", "首次响应时间", "首次回覆時間", "first responded at", "first reply at", "首次回复时间", "首次回應時間", "首次回复", "首次响应", "erste antwort", "première réponse", "primera respuesta")),
        Column("type", "category", phrase("Type"), ("type", "ticket type", "category", "类型", "類型", "issue type", "case type", "complaint type", "subject", "工单类型", "问题类型", "投诉类型", "問題類型", "工單類型", "投訴類型", "客訴類型", "art", "anliegen", "kategorie", "catégorie", "motif", "tipo", "categoría", "asunto")),
        Column("status", "category", phrase("Status"), ("status", "状态", "狀態", "ticket status", "工单状态", "处理状态", "工單狀態", "處理狀態", "statut", "estado")),
        Column("satisfaction", "number", phrase("Satisfaction"), ("satisfaction", "satisfaction score", "满意度", "滿意度", "csat", "csat score", "rating", "评价", "满意度评分", "滿意度評分", "評價", "zufriedenheit", "bewertung", "note", "satisfacción", "valoración")),
        Column("first_contact_resolved", "flag", phrase("Resolved at first contact"), ("first contact resolved", "首次解决", "首次解決", "fcr", "resolved at first contact", "一次解决", "一次解決", "erstlösung", "résolu au premier contact", "resuelto en primer contacto")),
    ),
    (frozenset({"customer_id", "opened_on"}),),
)  # fmt: skip

SURVEYS: Final = Table(
    "surveys",
    (
        _CUSTOMER_ID,
        Column("answered_on", "date", phrase("Answered on"), ("answered", "response date", "survey date", "submitted", "回答日期", "填写时间", "填答日期", "answered on", "answered at", "date", "survey_date", "responded at", "submitted at", "response time", "timestamp", "日期", "提交时间", "回收日期", "调查日期", "填寫時間", "填寫日期", "填写日期", "調查日期", "作答日期", "beantwortet am", "antwortdatum", "date de réponse", "répondu le", "fecha de respuesta", "fecha de encuesta")),
        Column("score", "number", phrase("Score"), ("score", "rating", "nps", "nps score", "评分", "分数", "評分", "分數", "csat", "csat score", "satisfaction", "satisfaction score", "ces", "answer", "得分", "nps评分", "nps得分", "满意度", "推荐意愿", "滿意度", "推薦意願", "punkte", "bewertung", "note", "antwort", "puntuación", "nota", "calificación", "valoración", "评价分", "打分")),
        Column("scale", "category", phrase("Scale"), ("scale", "survey type", "type", "问卷类型", "問卷類型", "survey", "metric", "question", "调查类型", "題型", "調查類型", "umfrage", "enquête", "encuesta")),
        Column("comment", "text", phrase("Comment"), ("comment", "feedback", "comments", "评论", "意见", "意見", "feedback text", "remarks", "文字反馈", "反馈", "建议", "評論", "回饋", "建議", "備註", "kommentar", "bemerkung", "commentaire", "remarque", "comentario", "observaciones", "备注", "留言", "原因", "评分原因", "打分原因", "評分原因", "reason", "reason for score", "verbatim")),
    ),
    (frozenset({"customer_id", "answered_on", "score"}),),
)  # fmt: skip

REFERRALS: Final = Table(
    "referrals",
    (
        _CUSTOMER_ID,
        Column("referred_on", "date", phrase("Referred on"), ("referred on", "referral date", "推荐日期", "推薦日期", "referred at", "referral_date", "推荐时间", "推薦時間", "empfohlen am", "empfehlungsdatum", "date de parrainage", "parrainé le", "fecha de referido")),
        Column("referred_id", "id", phrase("Referred customer"), ("referred id", "referred customer", "被推荐人", "被推薦人", "referred customer id", "referee", "referee id", "new customer id", "被推荐客户", "被推荐客户id", "被推薦客戶", "被推薦客戶id", "新客户id", "geworbener kunde", "filleul", "referido", "被邀请人", "被邀請人")),
        Column("converted", "flag", phrase("Converted"), ("converted", "是否转化", "是否轉換", "has converted", "success", "已转化", "是否成交", "已轉換", "konvertiert", "converti", "convertido")),
    ),
    (frozenset({"customer_id", "referred_on"}),),
)  # fmt: skip

COMMUNITY: Final = Table(
    "community",
    (
        _CUSTOMER_ID,
        Column("happened_on", "date", phrase("Happened on"), ("date", "posted at", "发布时间", "發文時間", "posted on", "post date", "contribution date", "published at", "happened on", "日期", "发帖时间", "发布日期", "attended on", "签到时间", "签到日期", "簽到時間", "簽到日期", "發文日期", "發佈日期", "發布時間", "互动时间", "互動時間", "datum", "publié le", "fecha de publicación")),
        Column("type", "category", phrase("Type"), ("type", "contribution", "类型", "類型", "contribution type", "post type", "interaction type", "互动类型", "贡献类型", "互動類型", "貢獻類型", "art", "tipo", "event", "event name", "event attended", "活动", "活动名称", "活动主题", "活動", "活動名稱", "活動主題")),
    ),
    (frozenset({"customer_id", "happened_on", "type"}),),
)  # fmt: skip

PAYMENTS: Final = Table(
    "payments",
    (
        _CUSTOMER_ID,
        Column("due_on", "date", phrase("Due on"), ("due date", "due", "应付日期", "到期日", "應付日期", "due on", "due at", "bill due date", "fälligkeit", "应付款日", "账单到期日", "到期日期", "缴费截止日", "付款期限", "帳單到期日", "應付款日", "繳費期限", "fällig am", "fälligkeitsdatum", "fällig", "échéance", "date d'échéance", "vencimiento", "fecha de vencimiento")),
        Column("paid_on", "date", phrase("Paid on"), ("paid on", "paid at", "payment date", "付款日期", "支付日期", "paid date", "date paid", "settled on", "实付日期", "缴费日期", "实际付款日", "實付日期", "繳費日期", "實際付款日", "付款日", "bezahlt am", "zahlungsdatum", "bezahlt", "payé le", "date de paiement", "pagado el", "fecha de pago")),
        Column("amount", "money", phrase("Amount"), ("amount", "amount due", "金额", "金額", "bill amount", "invoice amount", "账单金额", "应付金额", "帳單金額", "應付金額", "betrag", "rechnungsbetrag", "montant", "importe")),
    ),
    (frozenset({"customer_id", "due_on"}),),
)  # fmt: skip

INCIDENTS: Final = Table(
    "incidents",
    (
        _CUSTOMER_ID,
        Column("happened_on", "date", phrase("Happened on"), ("incident date", "outage date", "happened on", "incident time", "occurred on", "affected on", "delay date", "date of incident", "disruption date", "date", "故障日期", "故障时间", "事故日期", "事故时间", "异常日期", "异常时间", "延误日期", "中断日期", "中断时间", "受影响日期", "事件日期", "故障時間", "事故時間", "異常日期", "異常時間", "延誤日期", "中斷日期", "中斷時間", "受影響日期", "日期", "störung am", "datum der störung", "datum", "date de l'incident", "fecha del incidente", "fecha")),
        Column("incident_id", "id", phrase("Incident"), ("incident id", "incident no", "incident number", "outage id", "disruption id", "故障编号", "事故编号", "异常编号", "事件编号", "故障編號", "事故編號", "異常編號", "事件編號", "störungsnummer", "numéro d'incident", "número de incidente")),
        Column("type", "category", phrase("Type"), ("incident type", "incident", "type", "outage type", "disruption", "cause", "kind of incident", "故障类型", "事故类型", "异常类型", "事件类型", "受影响原因", "故障類型", "事故類型", "異常類型", "事件類型", "受影響原因", "类型", "類型", "störung", "art der störung", "type d'incident", "tipo de incidente")),
        Column("severity", "category", phrase("Severity"), ("severity", "impact", "priority level", "严重程度", "影响程度", "影响等级", "故障等级", "嚴重程度", "影響程度", "影響等級", "故障等級", "schweregrad", "gravité", "gravedad")),
        Column("resolved_on", "date", phrase("Resolved on"), ("resolved on", "resolved at", "restored at", "fixed on", "resolved", "恢复时间", "恢复日期", "修复时间", "解决时间", "恢復時間", "恢復日期", "修復時間", "解決時間", "behoben am", "résolu le", "resuelto el")),
    ),
    (frozenset({"customer_id", "happened_on"}),),
)  # fmt: skip

TABLES: Final[Mapping[str, Table]] = MappingProxyType(
    {
        table.kind: table
        for table in (
            CUSTOMERS,
            ORDERS,
            SUBSCRIPTIONS,
            ACTIVITY,
            TICKETS,
            SURVEYS,
            REFERRALS,
            COMMUNITY,
            PAYMENTS,
            INCIDENTS,
        )
    }
)

EVENT_DATES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "orders": "ordered_on",
        "subscriptions": "started_on",
        "activity": "happened_on",
        "tickets": "opened_on",
        "surveys": "answered_on",
        "referrals": "referred_on",
        "community": "happened_on",
        "payments": "due_on",
        "incidents": "happened_on",
    }
)
"""The column that dates a row of each event table."""
