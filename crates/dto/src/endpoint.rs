//! The endpoint table: method, path, name and types of every operation, once for server and callers.

pub use crate::key_rule::KeyRule;
pub use crate::operation::{Endpoint, Method, Row};

macro_rules! key_rule {
    ($method:ident) => {
        KeyRule::of(Method::$method)
    };
    ($method:ident $rule:ident) => {
        KeyRule::$rule
    };
}

/// A row may end with `, key Required` or `, key Ignored`; see [`KeyRule`].
macro_rules! endpoints {
    ($($(#[$doc:meta])* $name:ident = $operation:literal, $method:ident $path:literal, $query:ty, $request:ty => $response:ty $(, key $key:ident)?;)+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug)]
            pub struct $name;

            impl Endpoint for $name {
                const METHOD: Method = Method::$method;
                const PATH: &'static str = $path;
                const OPERATION: &'static str = $operation;
                const KEY: KeyRule = key_rule!($method $($key)?);
                type Query = $query;
                type Request = $request;
                type Response = $response;
            }
        )+

        /// Every operation that a client of ours calls.
        pub const TABLE: &[Row] = &[$(Row { method: Method::$method, path: $path, operation: $operation, key: key_rule!($method $($key)?) }),+];
    };
}

use crate::{
    accounts,
    addresses::{Address, NewAddressRequest, UpdateAddressRequest},
    admin,
    audit::{AuditEntry, AuditQuery},
    back_in_stock,
    cart::{AddCartItemRequest, Cart, UpdateCartItemRequest},
    catalog::{Category, ListQuery, ProductDetail, ProductQuery, ProductSummary},
    categories,
    checkout::{CheckoutRequest, CheckoutStarted, CheckoutState},
    coupons, delivery,
    finding::{ProductPage, SuggestionQuery, Suggestions},
    imports::{ExportProductsQuery, ImportRow, ImportRowQuery, ProductImport},
    inventory,
    orders::{CancelOrderRequest, LinkedOrder, LinkedOrderRequest, Order, Reordered},
    page::{AdminPage, Page},
    passkeys,
    people::{AdminUser, AdminUserQuery, AdminUserSummary, UpdateUserRequest},
    privacy,
    product_images::{ProductImage, UpdateProductImageRequest},
    refunds::{NewRefundRequest, Refund},
    returns, reviews,
    roles::{NewRoleRequest, PermissionInfo, Role, UpdateRoleRequest},
    second_factor::{CodeRequest, RecoveryCodes, TotpSetup, TotpStatus},
    security::{SecurityEvent, SecurityEventQuery},
    sessions::{AccountSession, EndedSessions},
    shipments, taxes, wishlist,
};

endpoints! {
    /// The product list, searched, filtered and sorted.
    ListProducts = "list_products", Get "/api/v1/products", ProductQuery, () => ProductPage;
    /// What somebody who types may be looking for.
    ListProductSuggestions = "list_product_suggestions", Get "/api/v1/products/suggestions", SuggestionQuery, () => Suggestions;
    /// One product, by slug or id.
    GetProduct = "get_product", Get "/api/v1/products/{product}", (), () => ProductDetail;
    /// What goes with a product.
    ListRelatedProducts = "list_related_products", Get "/api/v1/products/{product}/related", (), () => Page<ProductSummary>;
    /// Get one mail when a variant that is sold out is there again.
    AskBackInStock = "ask_back_in_stock", Post "/api/v1/products/{product}/back-in-stock", (), back_in_stock::BackInStockRequest => (), key Ignored;
    /// Confirm that an address wants to be told of stock.
    ConfirmBackInStock = "confirm_back_in_stock", Post "/api/v1/back-in-stock/confirm", (), accounts::FollowLinkRequest => (), key Ignored;
    /// Get no more mails about stock.
    StopBackInStock = "stop_back_in_stock", Post "/api/v1/back-in-stock/stop", (), accounts::FollowLinkRequest => (), key Ignored;
    /// What customers think of a product.
    ListProductReviews = "list_product_reviews", Get "/api/v1/products/{product}/reviews", ListQuery, () => reviews::ReviewPage;
    /// Say what I think of a product.
    CreateReview = "create_review", Post "/api/v1/products/{product}/reviews", (), reviews::WriteReviewRequest => reviews::MyReview;
    /// All categories.
    ListCategories = "list_categories", Get "/api/v1/categories", (), () => Page<Category>;

    /// Who am I, what may I do, and the CSRF token; guests get an answer too.
    GetSession = "get_session", Get "/api/v1/auth/session", (), () => accounts::SessionInfo;
    /// Open an account and be signed in.
    Register = "register", Post "/api/v1/auth/register", (), accounts::RegisterRequest => accounts::LoginResponse, key Ignored;
    /// Sign in.
    Login = "login", Post "/api/v1/auth/login", (), accounts::LoginRequest => accounts::LoginResponse, key Ignored;
    /// Complete a sign-in with a code.
    CompleteLogin = "complete_login", Post "/api/v1/auth/login/second-factor", (), CodeRequest => accounts::LoginResponse, key Ignored;
    /// Ask for a challenge that a passkey answers.
    AskPasskey = "ask_passkey", Post "/api/v1/auth/passkey", (), passkeys::AskPasskeyRequest => passkeys::PasskeyChallenge, key Ignored;
    /// Sign in with a passkey and no password.
    LoginWithPasskey = "login_with_passkey", Post "/api/v1/auth/login/passkey", (), passkeys::PasskeyAnswer => accounts::LoginResponse, key Ignored;
    /// Complete a sign-in with a passkey.
    CompleteLoginWithPasskey = "complete_login_with_passkey", Post "/api/v1/auth/login/second-factor/passkey", (), passkeys::PasskeyAnswer => accounts::LoginResponse, key Ignored;
    /// Confirm with a passkey that it is still the owner who sits there.
    ConfirmWithPasskey = "confirm_with_passkey", Post "/api/v1/auth/confirm/passkey", (), passkeys::PasskeyAnswer => (), key Ignored;
    /// Confirm that it is still the owner who sits there; the session gets another token.
    ConfirmIdentity = "confirm_identity", Post "/api/v1/auth/confirm", (), accounts::ConfirmRequest => (), key Ignored;
    /// Sign out.
    Logout = "logout", Post "/api/v1/auth/logout", (), () => (), key Ignored;
    /// Confirm an address with the link that was mailed.
    VerifyEmail = "verify_email", Post "/api/v1/auth/email/verify", (), accounts::FollowLinkRequest => (), key Ignored;
    /// Take a change of address back with the link that was mailed to the old one.
    UndoEmailChange = "undo_email_change", Post "/api/v1/auth/email/undo", (), accounts::FollowLinkRequest => (), key Ignored;
    /// Ask for a link with which a new password can be chosen.
    ForgotPassword = "forgot_password", Post "/api/v1/auth/password/forgot", (), accounts::ForgotPasswordRequest => (), key Ignored;
    /// Choose a new password with the link that was mailed.
    ResetPassword = "reset_password", Post "/api/v1/auth/password/reset", (), accounts::ResetPasswordRequest => (), key Ignored;
    /// Measure how hard a new password is to guess.
    MeasurePassword = "measure_password", Post "/api/v1/auth/password/strength", (), accounts::MeasurePasswordRequest => accounts::PasswordStrength, key Ignored;

    /// The cart of the customer or guest.
    GetCart = "get_cart", Get "/api/v1/cart", (), () => Cart;
    /// Put something into the cart.
    AddCartItem = "add_cart_item", Post "/api/v1/cart/items", (), AddCartItemRequest => Cart;
    /// Change how many.
    UpdateCartItem = "update_cart_item", Patch "/api/v1/cart/items/{item}", (), UpdateCartItemRequest => Cart;
    /// Take something out.
    RemoveCartItem = "remove_cart_item", Delete "/api/v1/cart/items/{item}", (), () => Cart;
    /// Put a coupon on the cart.
    PutCartCoupon = "put_cart_coupon", Put "/api/v1/cart/coupon", (), coupons::PutCouponRequest => Cart;
    /// Take the coupon off the cart.
    RemoveCartCoupon = "remove_cart_coupon", Delete "/api/v1/cart/coupon", (), () => Cart;

    /// How an order can reach a place, and what that costs.
    GetDeliveryOptions = "get_delivery_options", Get "/api/v1/delivery-options", delivery::DeliveryQuery, () => delivery::DeliveryOptions;

    /// Hold the stock and open a payment page.
    StartCheckout = "start_checkout", Post "/api/v1/checkout", (), CheckoutRequest => CheckoutStarted, key Required;
    /// Where a checkout stands; asks the payment provider if it has not told yet.
    GetCheckout = "get_checkout", Get "/api/v1/checkout/{checkout}", (), () => CheckoutState;
    /// Give up a checkout and give the stock back.
    CancelCheckout = "cancel_checkout", Post "/api/v1/checkout/{checkout}/cancel", (), () => CheckoutState, key Ignored;

    /// The signed-in customer's own data.
    GetProfile = "get_profile", Get "/api/v1/me", (), () => accounts::Profile;
    /// Change own data.
    UpdateProfile = "update_profile", Patch "/api/v1/me", (), accounts::UpdateProfileRequest => accounts::Profile;
    /// Ask for another address; it has to be confirmed there.
    ChangeEmail = "change_email", Put "/api/v1/me/email", (), accounts::ChangeEmailRequest => ();
    /// Give up a change of address that nobody has confirmed yet.
    CancelEmailChange = "cancel_email_change", Delete "/api/v1/me/email/change", (), () => ();
    /// Change the own password; other sessions end.
    ChangePassword = "change_password", Put "/api/v1/me/password", (), accounts::ChangePasswordRequest => ();
    /// How my second factor stands.
    GetTotp = "get_totp", Get "/api/v1/me/totp", (), () => TotpStatus;
    /// Draw a secret for an authenticator app.
    BeginTotp = "begin_totp", Post "/api/v1/me/totp", (), () => TotpSetup, key Ignored;
    /// Switch the second factor on with a first code.
    ConfirmTotp = "confirm_totp", Post "/api/v1/me/totp/confirm", (), CodeRequest => RecoveryCodes, key Ignored;
    /// Switch the second factor off.
    RemoveTotp = "remove_totp", Delete "/api/v1/me/totp", (), () => ();
    /// Draw new recovery codes; the old ones are worthless.
    RenewRecoveryCodes = "renew_recovery_codes", Post "/api/v1/me/recovery-codes", (), () => RecoveryCodes, key Ignored;
    /// My passkeys.
    ListMyPasskeys = "list_my_passkeys", Get "/api/v1/me/passkeys", ListQuery, () => Page<passkeys::Passkey>;
    /// Ask for a challenge that a new passkey answers.
    BeginPasskey = "begin_passkey", Post "/api/v1/me/passkeys", (), () => passkeys::PasskeyChallenge, key Ignored;
    /// Add a passkey.
    AddPasskey = "add_passkey", Post "/api/v1/me/passkeys/confirm", (), passkeys::AddPasskeyRequest => passkeys::AddedPasskey, key Ignored;
    /// Give a passkey another name.
    RenamePasskey = "rename_passkey", Patch "/api/v1/me/passkeys/{passkey}", (), passkeys::RenamePasskeyRequest => passkeys::Passkey;
    /// Remove a passkey.
    RemovePasskey = "remove_passkey", Delete "/api/v1/me/passkeys/{passkey}", (), () => ();
    /// Where I am signed in.
    ListMySessions = "list_my_sessions", Get "/api/v1/me/sessions", ListQuery, () => Page<AccountSession>;
    /// Sign out on one device.
    EndMySession = "end_my_session", Delete "/api/v1/me/sessions/{session}", (), () => ();
    /// Sign out everywhere but here.
    EndMyOtherSessions = "end_my_other_sessions", Delete "/api/v1/me/sessions", (), () => EndedSessions;
    /// Have the link that confirms the own address sent once more.
    ResendVerification = "resend_verification", Post "/api/v1/me/email/verification", (), () => (), key Ignored;
    /// The address book.
    ListMyAddresses = "list_my_addresses", Get "/api/v1/me/addresses", ListQuery, () => Page<Address>;
    /// Adds an address.
    CreateMyAddress = "create_my_address", Post "/api/v1/me/addresses", (), NewAddressRequest => Address;
    /// Changes an address.
    UpdateMyAddress = "update_my_address", Patch "/api/v1/me/addresses/{address}", (), UpdateAddressRequest => Address;
    /// Removes an address.
    DeleteMyAddress = "delete_my_address", Delete "/api/v1/me/addresses/{address}", (), () => ();
    /// Erase my account, at once and for good.
    EraseMe = "erase_me", Delete "/api/v1/me", (), privacy::EraseAccountRequest => ();
    /// Everything that the shop keeps of me.
    ExportMyData = "export_my_data", Get "/api/v1/me/export", privacy::ExportQuery, () => privacy::PersonalData;
    /// What I was asked for and may refuse.
    ListMyConsents = "list_my_consents", Get "/api/v1/me/consents", (), () => privacy::Consents;
    /// Give consent, or withdraw it.
    UpdateMyConsents = "update_my_consents", Put "/api/v1/me/consents", (), privacy::UpdateConsentsRequest => privacy::Consents;
    /// What I think of products.
    ListMyReviews = "list_my_reviews", Get "/api/v1/me/reviews", reviews::MyReviewQuery, () => Page<reviews::MyReview>;
    /// Change a review of mine; it waits for staff again.
    UpdateMyReview = "update_my_review", Put "/api/v1/me/reviews/{review}", (), reviews::WriteReviewRequest => reviews::MyReview;
    /// Remove a review of mine.
    DeleteMyReview = "delete_my_review", Delete "/api/v1/me/reviews/{review}", (), () => ();
    /// What I want to remember.
    ListMyWishlist = "list_my_wishlist", Get "/api/v1/me/wishlist", wishlist::WishlistQuery, () => Page<wishlist::WishlistItem>;
    /// Remember a product.
    PutWishlistItem = "put_wishlist_item", Put "/api/v1/me/wishlist/{product}", (), () => ();
    /// Remember a product no more.
    RemoveWishlistItem = "remove_wishlist_item", Delete "/api/v1/me/wishlist/{product}", (), () => ();
    /// My orders, newest first.
    ListMyOrders = "list_my_orders", Get "/api/v1/me/orders", ListQuery, () => Page<Order>;
    /// One of my orders.
    GetMyOrder = "get_my_order", Get "/api/v1/me/orders/{order}", (), () => Order;
    /// Cancel one of my orders before anything is sent; all of its money goes back.
    CancelMyOrder = "cancel_my_order", Post "/api/v1/me/orders/{order}/cancel", (), () => Order, key Required;

    /// All products, for staff.
    ListAdminProducts = "list_admin_products", Get "/api/v1/admin/products", admin::AdminProductQuery, () => AdminPage<admin::AdminProduct>;
    /// Add a product with one variant.
    CreateProduct = "create_product", Post "/api/v1/admin/products", (), admin::NewProductRequest => admin::AdminProduct;
    /// One product with everything staff see.
    GetAdminProduct = "get_admin_product", Get "/api/v1/admin/products/{product}", (), () => admin::AdminProduct;
    /// Edit a product; needs `If-Match`.
    UpdateProduct = "update_product", Patch "/api/v1/admin/products/{product}", (), admin::UpdateProductRequest => admin::AdminProduct;
    /// Take a product out of the shop; needs `If-Match`.
    DiscontinueProduct = "discontinue_product", Delete "/api/v1/admin/products/{product}", (), () => ();
    /// Add a variant; needs the product's `If-Match`.
    CreateVariant = "create_variant", Post "/api/v1/admin/products/{product}/variants", (), admin::NewVariantRequest => admin::AdminProduct;
    /// Edit a variant; needs the product's `If-Match`.
    DeleteVariant = "delete_variant", Delete "/api/v1/admin/products/{product}/variants/{variant}", (), () => admin::AdminProduct;
    UpdateVariant = "update_variant", Patch "/api/v1/admin/products/{product}/variants/{variant}", (), admin::UpdateVariantRequest => admin::AdminProduct;
    /// Add a picture; needs the product's `If-Match`. The body is a form with the fields `file` and `alt`.
    CreateProductImage = "create_product_image", Post "/api/v1/admin/products/{product}/images", (), () => ProductImage;
    /// Describe or move a picture; needs the product's `If-Match`.
    UpdateProductImage = "update_product_image", Patch "/api/v1/admin/products/{product}/images/{image}", (), UpdateProductImageRequest => admin::AdminProduct;
    /// Take a picture away; needs the product's `If-Match`.
    DeleteProductImage = "delete_product_image", Delete "/api/v1/admin/products/{product}/images/{image}", (), () => ();
    /// Have a picture fetched at once that an import announced.
    FetchProductImage = "fetch_product_image", Post "/api/v1/admin/products/{product}/images/{image}/fetch", (), () => admin::AdminProduct;
    /// All categories, for staff.
    ListAdminCategories = "list_admin_categories", Get "/api/v1/admin/categories", (), () => AdminPage<categories::AdminCategory>;
    /// Add a category.
    CreateCategory = "create_category", Post "/api/v1/admin/categories", (), categories::NewCategoryRequest => categories::AdminCategory;
    /// One category.
    GetAdminCategory = "get_admin_category", Get "/api/v1/admin/categories/{category}", (), () => categories::AdminCategory;
    /// Edit a category, or move it; needs `If-Match`.
    UpdateCategory = "update_category", Patch "/api/v1/admin/categories/{category}", (), categories::UpdateCategoryRequest => categories::AdminCategory;
    /// Remove a category that nothing refers to; needs `If-Match`.
    DeleteCategory = "delete_category", Delete "/api/v1/admin/categories/{category}", (), () => ();
    /// Every product as a CSV file.
    ExportProducts = "export_products", Get "/api/v1/admin/exports/products", ExportProductsQuery, () => ();
    /// Imports of files of products, newest first.
    ListImports = "list_imports", Get "/api/v1/admin/imports", ListQuery, () => AdminPage<ProductImport>;
    /// Bring a file of products, which is checked. The body is a form with the fields `file`, `format` and `mode`.
    CreateImport = "create_import", Post "/api/v1/admin/imports", (), () => ProductImport;
    /// One import, and how far it is.
    GetImport = "get_import", Get "/api/v1/admin/imports/{import}", (), () => ProductImport;
    /// The products of an import, and what would be different.
    ListImportRows = "list_import_rows", Get "/api/v1/admin/imports/{import}/rows", ImportRowQuery, () => AdminPage<ImportRow>;
    /// Apply an import that was checked.
    ApplyImport = "apply_import", Post "/api/v1/admin/imports/{import}/apply", (), () => ProductImport;
    /// Undo an import that was applied.
    UndoImport = "undo_import", Post "/api/v1/admin/imports/{import}/undo", (), () => ProductImport;
    /// Set the stock of a variant, if it still is what the caller saw.
    AdjustInventory = "adjust_inventory", Post "/api/v1/admin/inventory/adjustments", (), admin::AdjustInventoryRequest => admin::StockLevel, key Required;
    /// The stock of all variants, newest first.
    ListInventory = "list_inventory", Get "/api/v1/admin/inventory", inventory::InventoryQuery, () => AdminPage<inventory::InventoryLevel>;
    /// The stock of one variant.
    GetInventoryLevel = "get_inventory_level", Get "/api/v1/admin/inventory/{variant}", (), () => inventory::InventoryLevel;
    /// Say from where on the stock of a variant is low or too much.
    PutStockThresholds = "put_stock_thresholds", Put "/api/v1/admin/inventory/{variant}/thresholds", (), inventory::StockThresholds => inventory::InventoryLevel;
    /// The ledger, newest first.
    ListStockMovements = "list_stock_movements", Get "/api/v1/admin/inventory/movements", inventory::MovementQuery, () => AdminPage<inventory::StockMovement>;
    /// What open checkouts keep, newest first.
    ListStockReservations = "list_stock_reservations", Get "/api/v1/admin/inventory/reservations", inventory::ReservationQuery, () => AdminPage<inventory::StockReservation>;

    /// What customers think of products, for staff.
    ListAdminReviews = "list_admin_reviews", Get "/api/v1/admin/reviews", reviews::AdminReviewQuery, () => AdminPage<reviews::AdminReview>;
    /// Let everybody see a review; needs `If-Match`.
    ApproveReview = "approve_review", Post "/api/v1/admin/reviews/{review}/approve", (), () => reviews::AdminReview;
    /// Do not show a review; needs `If-Match`.
    RejectReview = "reject_review", Post "/api/v1/admin/reviews/{review}/reject", (), () => reviews::AdminReview;
    /// Coupons, newest first.
    ListCoupons = "list_coupons", Get "/api/v1/admin/coupons", coupons::CouponQuery, () => AdminPage<coupons::Coupon>;
    /// Make a coupon.
    CreateCoupon = "create_coupon", Post "/api/v1/admin/coupons", (), coupons::NewCouponRequest => coupons::Coupon;
    /// One coupon.
    GetCoupon = "get_coupon", Get "/api/v1/admin/coupons/{coupon}", (), () => coupons::Coupon;
    /// Change when and how often a coupon can be used.
    UpdateCoupon = "update_coupon", Put "/api/v1/admin/coupons/{coupon}", (), coupons::CouponTerms => coupons::Coupon;
    /// All shipping methods, in the order in which shoppers see them.
    ListShippingMethods = "list_shipping_methods", Get "/api/v1/admin/shipping-methods", (), () => Page<delivery::ShippingMethod>;
    /// Make a shipping method.
    CreateShippingMethod = "create_shipping_method", Post "/api/v1/admin/shipping-methods", (), delivery::ShippingMethodTerms => delivery::ShippingMethod;
    /// One shipping method.
    GetShippingMethod = "get_shipping_method", Get "/api/v1/admin/shipping-methods/{method}", (), () => delivery::ShippingMethod;
    /// Change a shipping method.
    UpdateShippingMethod = "update_shipping_method", Put "/api/v1/admin/shipping-methods/{method}", (), delivery::ShippingMethodTerms => delivery::ShippingMethod;
    /// Remove a shipping method.
    DeleteShippingMethod = "delete_shipping_method", Delete "/api/v1/admin/shipping-methods/{method}", (), () => ();
    /// All tax rates, by place.
    ListTaxRates = "list_tax_rates", Get "/api/v1/admin/tax-rates", (), () => Page<taxes::TaxRate>;
    /// Make a tax rate.
    CreateTaxRate = "create_tax_rate", Post "/api/v1/admin/tax-rates", (), taxes::TaxRateTerms => taxes::TaxRate;
    /// One tax rate.
    GetTaxRate = "get_tax_rate", Get "/api/v1/admin/tax-rates/{rate}", (), () => taxes::TaxRate;
    /// Change a tax rate.
    UpdateTaxRate = "update_tax_rate", Put "/api/v1/admin/tax-rates/{rate}", (), taxes::TaxRateTerms => taxes::TaxRate;
    /// Remove a tax rate.
    DeleteTaxRate = "delete_tax_rate", Delete "/api/v1/admin/tax-rates/{rate}", (), () => ();
    /// The invoice of one of my orders, as a PDF.
    GetMyInvoice = "get_my_invoice", Get "/api/v1/me/orders/{order}/invoice", (), () => ();
    /// The invoice of an order, as a PDF.
    GetAdminInvoice = "get_admin_invoice", Get "/api/v1/admin/orders/{order}/invoice", (), () => ();
    /// What I bought, put into my cart again.
    Reorder = "reorder", Post "/api/v1/me/orders/{order}/reorder", (), () => Reordered;
    /// The order of a mailed link.
    GetOrderByLink = "get_order_by_link", Post "/api/v1/orders/by-link", (), accounts::FollowLinkRequest => LinkedOrder, key Ignored;
    /// Ask to send something of one of my orders back.
    CreateMyReturn = "create_my_return", Post "/api/v1/me/orders/{order}/returns", (), returns::NewReturnRequest => returns::OrderReturn;
    /// Ask to send something of the order of a mailed link back.
    GetInvoiceByLink = "get_invoice_by_link", Post "/api/v1/orders/by-link/invoice", (), LinkedOrderRequest => (), key Ignored;
    CancelOrderByLink = "cancel_order_by_link", Post "/api/v1/orders/by-link/cancel", (), LinkedOrderRequest => LinkedOrder, key Required;
    CreateReturnByLink = "create_return_by_link", Post "/api/v1/orders/by-link/returns", (), returns::LinkedReturnRequest => returns::OrderReturn;
    /// Returns of all orders, longest waiting first.
    ListReturns = "list_returns", Get "/api/v1/admin/returns", returns::AdminReturnQuery, () => AdminPage<returns::AdminReturn>;
    /// What comes back of an order, oldest first.
    ListOrderReturns = "list_order_returns", Get "/api/v1/admin/orders/{order}/returns", (), () => AdminPage<returns::OrderReturn>;
    /// Take a return back.
    ApproveReturn = "approve_return", Post "/api/v1/admin/orders/{order}/returns/{return}/approve", (), returns::AnswerReturnRequest => returns::OrderReturn;
    /// Do not take a return back.
    RejectReturn = "reject_return", Post "/api/v1/admin/orders/{order}/returns/{return}/reject", (), returns::AnswerReturnRequest => returns::OrderReturn;
    /// A return has arrived.
    ReceiveReturn = "receive_return", Post "/api/v1/admin/orders/{order}/returns/{return}/receive", (), returns::ReceiveReturnRequest => returns::OrderReturn, key Required;
    /// Give the money of a return back, once.
    RefundReturn = "refund_return", Post "/api/v1/admin/orders/{order}/returns/{return}/refund", (), returns::RefundReturnRequest => returns::OrderReturn, key Required;
    /// All orders, newest first.
    ListAdminOrders = "list_admin_orders", Get "/api/v1/admin/orders", admin::AdminOrderQuery, () => AdminPage<Order>;
    /// One order.
    GetAdminOrder = "get_admin_order", Get "/api/v1/admin/orders/{order}", (), () => Order;
    /// What looked like an attack, newest first.
    ListSecurityEvents = "list_security_events", Get "/api/v1/admin/security/events", SecurityEventQuery, () => AdminPage<SecurityEvent>;
    /// One event.
    GetSecurityEvent = "get_security_event", Get "/api/v1/admin/security/events/{event}", (), () => SecurityEvent;
    /// Note that somebody has looked at an event.
    AcknowledgeSecurityEvent = "acknowledge_security_event", Post "/api/v1/admin/security/events/{event}/acknowledge", (), () => SecurityEvent;
    /// Let the source of an event in again.
    LiftSecurityBlock = "lift_security_block", Post "/api/v1/admin/security/events/{event}/lift", (), () => SecurityEvent;
    /// Mark several orders at once.
    BulkUpdateOrders = "bulk_update_orders", Post "/api/v1/admin/orders/bulk", (), admin::BulkOrdersRequest => admin::BulkOrdersResult;
    /// Cancel an order of which nothing was sent, and give all of its money back.
    CancelOrder = "cancel_order", Post "/api/v1/admin/orders/{order}/cancel", (), CancelOrderRequest => Order, key Required;
    /// What was sent of an order, oldest first.
    ListOrderShipments = "list_order_shipments", Get "/api/v1/admin/orders/{order}/shipments", (), () => AdminPage<shipments::Shipment>;
    /// Send units of an order.
    CreateShipment = "create_shipment", Post "/api/v1/admin/orders/{order}/shipments", (), shipments::NewShipmentRequest => shipments::Shipment;
    /// The refunds of an order, oldest first.
    ListOrderRefunds = "list_order_refunds", Get "/api/v1/admin/orders/{order}/refunds", (), () => AdminPage<Refund>;
    /// Give money of an order back.
    CreateRefund = "create_refund", Post "/api/v1/admin/orders/{order}/refunds", (), NewRefundRequest => Refund, key Required;

    /// All accounts, newest first.
    ListAdminUsers = "list_admin_users", Get "/api/v1/admin/users", AdminUserQuery, () => AdminPage<AdminUserSummary>;
    /// One account.
    GetAdminUser = "get_admin_user", Get "/api/v1/admin/users/{user}", (), () => AdminUser;
    /// Change somebody's account; needs `If-Match`.
    UpdateAdminUser = "update_admin_user", Patch "/api/v1/admin/users/{user}", (), UpdateUserRequest => AdminUser;
    /// Lock an account; it is signed out at once.
    LockUser = "lock_user", Post "/api/v1/admin/users/{user}/lock", (), () => AdminUser;
    /// Let a locked account in again.
    UnlockUser = "unlock_user", Post "/api/v1/admin/users/{user}/unlock", (), () => AdminUser;
    /// Make an account's password worthless; its owner chooses a new one by mail.
    ResetUserPassword = "reset_user_password", Post "/api/v1/admin/users/{user}/password-reset", (), () => AdminUser;
    /// Take an account's second factor and password away; its owner chooses a new password by mail.
    ResetUserSecondFactor = "reset_user_second_factor", Delete "/api/v1/admin/users/{user}/second-factor", (), () => AdminUser;
    /// Sign an account out everywhere.
    EndUserSessions = "end_user_sessions", Post "/api/v1/admin/users/{user}/sessions/revoke", (), () => AdminUser;

    /// Everything that a role can allow, in plain English.
    ListPermissions = "list_permissions", Get "/api/v1/admin/permissions", ListQuery, () => Page<PermissionInfo>;
    /// All roles, by name.
    ListRoles = "list_roles", Get "/api/v1/admin/roles", ListQuery, () => AdminPage<Role>;
    /// Make a role.
    CreateRole = "create_role", Post "/api/v1/admin/roles", (), NewRoleRequest => Role;
    /// One role.
    GetRole = "get_role", Get "/api/v1/admin/roles/{role}", (), () => Role;
    /// Change a role; needs `If-Match`.
    UpdateRole = "update_role", Patch "/api/v1/admin/roles/{role}", (), UpdateRoleRequest => Role;
    /// Remove a role that nobody has; needs `If-Match`.
    DeleteRole = "delete_role", Delete "/api/v1/admin/roles/{role}", (), () => ();
    /// The audit log, newest first.
    ListAuditEvents = "list_audit_events", Get "/api/v1/admin/audit", AuditQuery, () => AdminPage<AuditEntry>;
}
