//! The words of the catalogue.

use crate::text_enum::text_enum;

text_enum! {
    /// Whether shoppers see a product.
    pub enum ProductStatus {
        /// In preparation: staff only.
        Draft = "draft",
        /// In the shop.
        Active = "active",
        /// No longer sold; old orders still point to it.
        Discontinued = "discontinued",
    }
}

text_enum! {
    /// The order of a product list.
    pub enum ProductSort {
        /// Newest first: the default without search words.
        Newest = "newest",
        /// Best match first; without search words the same as newest.
        Relevance = "relevance",
        /// Cheapest first.
        PriceAsc = "price_asc",
        /// Dearest first.
        PriceDesc = "price_desc",
        /// By name.
        Name = "name",
        /// What was ordered most often first.
        BestSelling = "best_selling",
    }
}

text_enum! {
    /// How staff narrow a product list by stock.
    pub enum StockFilter {
        /// Something can be sold.
        InStock = "in_stock",
        /// Something can be sold, but of some variant no more than its lower threshold says.
        Low = "low",
        /// Nothing can be sold.
        Out = "out",
    }
}

text_enum! {
    /// Why a counter of the stock changed: the words of the ledger.
    pub enum MovementKind {
        /// Goods came in, or the first count of a new variant.
        Receipt = "receipt",
        /// Staff corrected the count.
        Adjustment = "adjustment",
        /// Kept for a checkout.
        Hold = "hold",
        /// Given back by a checkout that was not paid.
        Release = "release",
        /// Left with a paid order.
        Sale = "sale",
        /// Came back from a customer.
        Return = "return",
    }
}
