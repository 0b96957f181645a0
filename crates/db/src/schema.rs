//! The database as Diesel sees it, made from the migrations. Left out: `products.search`, which is
//! used in SQL text only, what triggers write into it, and the readable columns of before personal data was sealed, which nothing may use.

diesel::table! {
    addresses (id) {
        id -> Uuid,
        customer_id -> Uuid,
        details_sealed -> Bytea,
        default_shipping -> Bool,
        default_billing -> Bool,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    audit_cuts (first_seq) {
        first_seq -> Int8,
        prev -> Bytea,
        seal -> Bytea,
        cut_at -> Timestamptz,
    }
}

diesel::table! {
    audit_events (seq) {
        seq -> Int8,
        at -> Timestamptz,
        actor_user_id -> Nullable<Uuid>,
        event -> Text,
        object_kind -> Nullable<Text>,
        object_key -> Nullable<Text>,
        outcome -> Text,
        address -> Text,
        user_agent -> Text,
        request_id -> Text,
        detail -> Jsonb,
        permission -> Nullable<Text>,
        prev -> Nullable<Bytea>,
        mac -> Nullable<Bytea>,
    }
}

diesel::table! {
    audit_head (one) {
        one -> Bool,
        first_seq -> Int8,
        last_seq -> Int8,
        mac -> Bytea,
        seal -> Bytea,
    }
}

diesel::table! {
    cart_lines (id) {
        id -> Uuid,
        cart_id -> Uuid,
        variant_id -> Uuid,
        quantity -> Int2,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        seen_price_minor -> Nullable<Int8>,
        #[max_length = 3]
        currency -> Bpchar,
    }
}

diesel::table! {
    carts (id) {
        id -> Uuid,
        customer_id -> Nullable<Uuid>,
        visitor_id -> Nullable<Uuid>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        coupon_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    catalog_import_products (import_id, place) {
        import_id -> Uuid,
        place -> Int4,
        line -> Int8,
        key -> Text,
        name -> Text,
        kind -> Text,
        differences -> Jsonb,
        errors -> Jsonb,
        version_seen -> Nullable<Int8>,
        outcome -> Nullable<Text>,
        product_id -> Nullable<Uuid>,
        before_image -> Nullable<Text>,
        version_after -> Nullable<Int8>,
        undo -> Nullable<Text>,
    }
}

diesel::table! {
    catalog_import_parts (import_id, part) {
        import_id -> Uuid,
        part -> Int4,
        content -> Bytea,
    }
}

diesel::table! {
    catalog_imports (id) {
        id -> Uuid,
        status -> Text,
        format -> Text,
        mode -> Text,
        file_name -> Text,
        size_bytes -> Int8,
        actor_user_id -> Nullable<Uuid>,
        row_count -> Nullable<Int4>,
        product_count -> Nullable<Int4>,
        done -> Int4,
        moves_stock -> Bool,
        failure -> Nullable<Text>,
        worker -> Nullable<Uuid>,
        locked_until -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        checked_at -> Nullable<Timestamptz>,
        applied_at -> Nullable<Timestamptz>,
        undone_at -> Nullable<Timestamptz>,
        failures -> Int4,
    }
}

diesel::table! {
    categories (id) {
        id -> Uuid,
        parent_id -> Nullable<Uuid>,
        slug -> Text,
        name -> Text,
        description -> Text,
        image_url -> Nullable<Text>,
        position -> Int4,
        version -> Int8,
    }
}

diesel::table! {
    checkouts (id) {
        id -> Uuid,
        customer_id -> Nullable<Uuid>,
        visitor_id -> Nullable<Uuid>,
        cart_id -> Nullable<Uuid>,
        status -> Text,
        total_minor -> Int8,
        currency -> Bpchar,
        provider_session_id -> Nullable<Text>,
        payment_url -> Nullable<Text>,
        last_checked_at -> Nullable<Timestamptz>,
        expires_at -> Timestamptz,
        created_at -> Timestamptz,
        completed_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    consents (id) {
        id -> Uuid,
        user_id -> Uuid,
        purpose -> Text,
        text_version -> Int2,
        given -> Bool,
        source -> Text,
        answered_at -> Timestamptz,
    }
}

diesel::table! {
    counters (name) {
        name -> Text,
        value -> Int8,
    }
}

diesel::table! {
    mail_quotas (key_hash) {
        key_hash -> Bytea,
        started_at -> Timestamptz,
        used -> Int4,
    }
}

diesel::table! {
    mailed_links (user_id, purpose) {
        user_id -> Uuid,
        purpose -> Text,
        token_hash -> Bytea,
        bound_to -> Bytea,
        created_at -> Timestamptz,
        expires_at -> Timestamptz,
    }
}

diesel::table! {
    address_changes (id) {
        id -> Uuid,
        user_id -> Uuid,
        session_id -> Nullable<Uuid>,
        wanted_sealed -> Bytea,
        former_sealed -> Nullable<Bytea>,
        token_hash -> Nullable<Bytea>,
        requested_at -> Timestamptz,
        confirmed_at -> Nullable<Timestamptz>,
        expires_at -> Timestamptz,
    }
}

diesel::table! {
    coupon_categories (coupon_id, category_id) {
        coupon_id -> Uuid,
        category_id -> Uuid,
    }
}

diesel::table! {
    coupon_products (coupon_id, product_id) {
        coupon_id -> Uuid,
        product_id -> Uuid,
    }
}

diesel::table! {
    coupon_redemptions (id) {
        id -> Uuid,
        coupon_id -> Uuid,
        checkout_id -> Uuid,
        customer_id -> Nullable<Uuid>,
        place -> Nullable<Int4>,
        status -> Text,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    coupons (id) {
        id -> Uuid,
        code -> Text,
        description -> Text,
        kind -> Text,
        percent_hundredths -> Nullable<Int4>,
        amount_minor -> Nullable<Int8>,
        minimum_minor -> Nullable<Int8>,
        currency -> Bpchar,
        covers_all -> Bool,
        active -> Bool,
        starts_at -> Nullable<Timestamptz>,
        ends_at -> Nullable<Timestamptz>,
        max_uses -> Nullable<Int4>,
        max_uses_per_customer -> Nullable<Int4>,
        used -> Int4,
        version -> Int8,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    data_keys (id) {
        id -> Uuid,
        purpose -> Text,
        user_id -> Nullable<Uuid>,
        master_key_id -> Uuid,
        wrapped -> Bytea,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    master_keys (id) {
        id -> Uuid,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    order_lines (id) {
        id -> Uuid,
        order_id -> Uuid,
        product_id -> Uuid,
        variant_id -> Uuid,
        position -> Int4,
        name -> Text,
        variant_title -> Text,
        sku -> Nullable<Text>,
        image_url -> Nullable<Text>,
        unit_price_minor -> Int8,
        quantity -> Int4,
        total_minor -> Int8,
        currency -> Bpchar,
        discount_minor -> Int8,
        tax_minor -> Int8,
        refunded_quantity -> Int4,
        refunded_minor -> Int8,
        restocked_quantity -> Int4,
        shipped_quantity -> Int4,
        withheld_quantity -> Int4,
        returned_quantity -> Int4,
        kept_quantity -> Int4,
    }
}

diesel::table! {
    orders (id) {
        id -> Uuid,
        checkout_id -> Uuid,
        customer_id -> Nullable<Uuid>,
        number -> Nullable<Text>,
        status -> Text,
        payment_status -> Text,
        fulfilment_status -> Text,
        subtotal_minor -> Int8,
        total_minor -> Int8,
        currency -> Bpchar,
        placed_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        email_sealed -> Nullable<Bytea>,
        email_index -> Nullable<Bytea>,
        data_key_id -> Nullable<Uuid>,
        discount_minor -> Int8,
        shipping_minor -> Int8,
        tax_minor -> Int8,
        tax_included -> Bool,
        coupon_code -> Nullable<Text>,
        shipping_method_id -> Nullable<Uuid>,
        shipping_name -> Nullable<Text>,
        shipping_kind -> Nullable<Text>,
        shipping_days_from -> Nullable<Int2>,
        shipping_days_to -> Nullable<Int2>,
        tax_name -> Nullable<Text>,
        tax_rate_millionths -> Nullable<Int4>,
        delivery_sealed -> Nullable<Bytea>,
        terms_accepted_at -> Nullable<Timestamptz>,
        refunded_shipping_minor -> Int8,
        cancelled_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    outbox (id) {
        id -> Uuid,
        kind -> Text,
        unique_key -> Nullable<Text>,
        payload -> Jsonb,
        attempts -> Int4,
        next_attempt_at -> Timestamptz,
        locked_until -> Nullable<Timestamptz>,
        done_at -> Nullable<Timestamptz>,
        last_error -> Nullable<Text>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    passkey_ceremonies (token_hash) {
        token_hash -> Bytea,
        purpose -> Text,
        user_id -> Nullable<Uuid>,
        state -> Jsonb,
        created_at -> Timestamptz,
        expires_at -> Timestamptz,
    }
}

diesel::table! {
    passkeys (id) {
        id -> Uuid,
        user_id -> Uuid,
        credential_id -> Bytea,
        credential -> Jsonb,
        name_sealed -> Bytea,
        synced -> Bool,
        created_at -> Timestamptz,
        last_used_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    payments (id) {
        id -> Uuid,
        order_id -> Uuid,
        provider -> Text,
        provider_payment_id -> Nullable<Text>,
        status -> Text,
        amount_minor -> Int8,
        captured_minor -> Int8,
        refunded_minor -> Int8,
        currency -> Bpchar,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        captured_currency -> Nullable<Bpchar>,
    }
}

diesel::table! {
    product_images (id) {
        id -> Uuid,
        product_id -> Uuid,
        position -> Int4,
        url -> Nullable<Text>,
        alt -> Text,
        source_url -> Nullable<Text>,
        fetch_attempts -> Int4,
        fetch_next_at -> Timestamptz,
        fetch_failure -> Nullable<Text>,
        fetch_failed_at -> Nullable<Timestamptz>,
        avif_attempts -> Int4,
        avif_next_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    product_options (id) {
        id -> Uuid,
        product_id -> Uuid,
        position -> Int2,
        name -> Text,
    }
}

diesel::table! {
    product_variants (id) {
        id -> Uuid,
        product_id -> Uuid,
        position -> Int4,
        sku -> Nullable<Text>,
        title -> Text,
        image_id -> Nullable<Uuid>,
        price_minor -> Int8,
        compare_at_minor -> Nullable<Int8>,
        currency -> Bpchar,
        weight_grams -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    products (id) {
        id -> Uuid,
        category_id -> Nullable<Uuid>,
        slug -> Text,
        name -> Text,
        summary -> Text,
        description -> Text,
        vendor -> Text,
        tags -> Array<Text>,
        status -> Text,
        currency -> Bpchar,
        min_price_minor -> Int8,
        max_price_minor -> Int8,
        source_key -> Nullable<Text>,
        version -> Int8,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    rate_limits (key) {
        key -> Bytea,
        full_at -> Timestamptz,
    }
}

diesel::table! {
    refund_lines (id) {
        id -> Uuid,
        refund_id -> Uuid,
        order_line_id -> Uuid,
        quantity -> Int4,
        amount_minor -> Int8,
        currency -> Bpchar,
        withheld_quantity -> Int4,
        kept_quantity -> Int4,
    }
}

diesel::table! {
    refunds (id) {
        id -> Uuid,
        order_id -> Uuid,
        payment_id -> Nullable<Uuid>,
        status -> Text,
        origin -> Text,
        reason -> Text,
        note -> Text,
        amount_minor -> Int8,
        lines_minor -> Int8,
        shipping_minor -> Int8,
        adjustment_minor -> Int8,
        currency -> Bpchar,
        provider_refund_id -> Nullable<Text>,
        failure -> Text,
        attempts -> Int4,
        next_attempt_at -> Timestamptz,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        completed_at -> Nullable<Timestamptz>,
        unexpected_payment_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    retired_usernames (name_index) {
        name_index -> Bytea,
        retired_at -> Timestamptz,
    }
}

diesel::table! {
    return_lines (id) {
        id -> Uuid,
        return_id -> Uuid,
        order_line_id -> Uuid,
        quantity -> Int4,
        restocked_quantity -> Int4,
    }
}

diesel::table! {
    returns (id) {
        id -> Uuid,
        order_id -> Uuid,
        status -> Text,
        reason -> Text,
        note_sealed -> Nullable<Bytea>,
        answer -> Text,
        refund_id -> Nullable<Uuid>,
        requested_at -> Timestamptz,
        decided_at -> Nullable<Timestamptz>,
        received_at -> Nullable<Timestamptz>,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    role_permissions (role_id, permission) {
        role_id -> Uuid,
        permission -> Text,
    }
}

diesel::table! {
    roles (id) {
        id -> Uuid,
        name -> Text,
        description -> Text,
        builtin -> Bool,
        version -> Int8,
        requires_second_factor -> Bool,
    }
}

diesel::table! {
    security_events (id) {
        id -> Uuid,
        kind -> Text,
        severity -> Text,
        source -> Text,
        first_seen_at -> Timestamptz,
        last_seen_at -> Timestamptz,
        occurrences -> Int4,
        blocked_until -> Nullable<Timestamptz>,
        lifted_at -> Nullable<Timestamptz>,
        acknowledged_by -> Nullable<Uuid>,
        acknowledged_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    security_signals (kind, source_hash, subject_hash) {
        kind -> Text,
        source_hash -> Bytea,
        subject_hash -> Bytea,
        seen_at -> Timestamptz,
    }
}

diesel::table! {
    sessions (id) {
        id -> Uuid,
        token_hash -> Bytea,
        user_id -> Nullable<Uuid>,
        security_version -> Nullable<Int8>,
        state -> Jsonb,
        address -> Text,
        user_agent -> Text,
        created_at -> Timestamptz,
        last_seen_at -> Timestamptz,
        idle_expires_at -> Timestamptz,
        expires_at -> Timestamptz,
        authenticated_at -> Nullable<Timestamptz>,
        second_factor_at -> Nullable<Timestamptz>,
        confirmation_attempts -> Int2,
    }
}

diesel::table! {
    sign_in_devices (token_hash, identifier_hash) {
        token_hash -> Bytea,
        identifier_hash -> Bytea,
        user_id -> Uuid,
        created_at -> Timestamptz,
        last_used_at -> Timestamptz,
    }
}

diesel::table! {
    sign_in_throttles (key) {
        key -> Bytea,
        failures -> Int4,
        last_failed_at -> Timestamptz,
        locked_until -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    idempotency_keys (id) {
        id -> Bytea,
        fingerprint -> Bytea,
        user_id -> Nullable<Uuid>,
        attempt -> Uuid,
        claimed_until -> Timestamptz,
        has_effect -> Bool,
        reached -> Nullable<Text>,
        answer_sealed -> Nullable<Bytea>,
        created_at -> Timestamptz,
        expires_at -> Timestamptz,
    }
}

diesel::table! {
    stock_holds (id) {
        id -> Uuid,
        checkout_id -> Uuid,
        variant_id -> Uuid,
        quantity -> Int4,
        status -> Text,
        expires_at -> Timestamptz,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    stock_levels (variant_id) {
        variant_id -> Uuid,
        on_hand -> Int4,
        reserved -> Int4,
        updated_at -> Timestamptz,
        low_units -> Int4,
        over_units -> Nullable<Int4>,
        version -> Int8,
    }
}

diesel::table! {
    stock_movements (id) {
        id -> Uuid,
        variant_id -> Uuid,
        kind -> Text,
        on_hand_delta -> Int4,
        reserved_delta -> Int4,
        reason -> Text,
        actor_user_id -> Nullable<Uuid>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    unexpected_payments (id) {
        id -> Uuid,
        order_id -> Uuid,
        provider_session_id -> Text,
        provider_payment_id -> Text,
        captured_minor -> Int8,
        refunded_minor -> Int8,
        currency -> Bpchar,
        received_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    user_roles (user_id, role_id) {
        user_id -> Uuid,
        role_id -> Uuid,
    }
}

diesel::table! {
    users (id) {
        id -> Uuid,
        username -> Text,
        username_key -> Text,
        email_verified_at -> Nullable<Timestamptz>,
        password_hash -> Text,
        security_version -> Int8,
        disabled_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        failed_sign_ins -> Int4,
        password_disabled_at -> Nullable<Timestamptz>,
        email_sealed -> Nullable<Bytea>,
        email_index -> Nullable<Bytea>,
        full_name_sealed -> Nullable<Bytea>,
        erased_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    variant_option_values (variant_id, option_id) {
        variant_id -> Uuid,
        option_id -> Uuid,
        value -> Text,
    }
}

diesel::table! {
    webhook_events (id) {
        id -> Text,
        kind -> Text,
        object_key -> Text,
        received_at -> Timestamptz,
        processed_at -> Nullable<Timestamptz>,
        attempts -> Int4,
        last_error -> Nullable<Text>,
    }
}

diesel::table! {
    pending_sign_ins (token_hash) {
        token_hash -> Bytea,
        user_id -> Uuid,
        security_version -> Int8,
        attempt -> Jsonb,
        failures -> Int4,
        created_at -> Timestamptz,
        expires_at -> Timestamptz,
    }
}

diesel::table! {
    pending_totp_secrets (user_id) {
        user_id -> Uuid,
        sealed_secret -> Bytea,
        created_at -> Timestamptz,
        expires_at -> Timestamptz,
    }
}

diesel::table! {
    recovery_codes (user_id, code_hash) {
        user_id -> Uuid,
        code_hash -> Bytea,
        created_at -> Timestamptz,
        used_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    totp_secrets (user_id) {
        user_id -> Uuid,
        sealed_secret -> Bytea,
        last_step -> Int8,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    catalog_words (word) {
        word -> Text,
    }
}

diesel::table! {
    facet_values (id) {
        id -> Int4,
        name_key -> Text,
        value_key -> Text,
        name -> Text,
        value -> Text,
    }
}

diesel::table! {
    shipment_lines (id) {
        id -> Uuid,
        shipment_id -> Uuid,
        order_line_id -> Uuid,
        quantity -> Int4,
    }
}

diesel::table! {
    shipments (id) {
        id -> Uuid,
        order_id -> Uuid,
        carrier -> Text,
        tracking_number -> Text,
        tracking_url -> Text,
        shipped_at -> Timestamptz,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    shipping_methods (id) {
        id -> Uuid,
        name -> Text,
        description -> Text,
        kind -> Text,
        countries -> Nullable<Array<Text>>,
        price_minor -> Int8,
        free_from_minor -> Nullable<Int8>,
        currency -> Bpchar,
        days_from -> Nullable<Int2>,
        days_to -> Nullable<Int2>,
        position -> Int4,
        active -> Bool,
        version -> Int8,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    product_reviews (id) {
        id -> Uuid,
        product_id -> Uuid,
        user_id -> Uuid,
        stars -> Int2,
        title -> Text,
        body -> Text,
        status -> Text,
        version -> Int8,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        decided_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    product_shelf (product_id) {
        product_id -> Uuid,
        category_id -> Nullable<Uuid>,
        shown -> Bool,
        price_minor -> Int8,
        currency -> Bpchar,
        in_stock -> Bool,
        sold -> Int8,
        facet_value_ids -> Array<Int4>,
        review_count -> Int4,
        stars_total -> Int8,
        stocked_value_ids -> Array<Int4>,
    }
}

diesel::table! {
    tax_rates (id) {
        id -> Uuid,
        name -> Text,
        country -> Text,
        region -> Text,
        rate_millionths -> Int4,
        included -> Bool,
        on_shipping -> Bool,
        active -> Bool,
        version -> Int8,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    wishlist_items (user_id, product_id) {
        user_id -> Uuid,
        product_id -> Uuid,
        added_at -> Timestamptz,
    }
}

diesel::table! {
    back_in_stock_wishes (id) {
        id -> Uuid,
        variant_id -> Uuid,
        user_id -> Nullable<Uuid>,
        email_sealed -> Nullable<Bytea>,
        email_index -> Nullable<Bytea>,
        created_at -> Timestamptz,
        confirmed_at -> Nullable<Timestamptz>,
        told_at -> Nullable<Timestamptz>,
    }
}

diesel::joinable!(product_shelf -> products (product_id));
diesel::joinable!(addresses -> users (customer_id));
diesel::joinable!(consents -> users (user_id));
diesel::joinable!(idempotency_keys -> users (user_id));
diesel::joinable!(role_permissions -> roles (role_id));
diesel::joinable!(unexpected_payments -> orders (order_id));
diesel::joinable!(user_roles -> users (user_id));
diesel::joinable!(user_roles -> roles (role_id));
diesel::joinable!(address_changes -> sessions (session_id));
diesel::joinable!(address_changes -> users (user_id));
diesel::joinable!(mailed_links -> users (user_id));
diesel::joinable!(sessions -> users (user_id));
diesel::joinable!(security_events -> users (acknowledged_by));
diesel::joinable!(sign_in_devices -> users (user_id));
diesel::joinable!(catalog_import_parts -> catalog_imports (import_id));
diesel::joinable!(catalog_import_products -> catalog_imports (import_id));
diesel::joinable!(catalog_import_products -> products (product_id));
diesel::joinable!(products -> categories (category_id));
diesel::joinable!(product_options -> products (product_id));
diesel::joinable!(product_variants -> products (product_id));
diesel::joinable!(variant_option_values -> product_options (option_id));
diesel::joinable!(variant_option_values -> product_variants (variant_id));
diesel::joinable!(product_images -> products (product_id));
diesel::joinable!(product_variants -> product_images (image_id));
diesel::joinable!(stock_levels -> product_variants (variant_id));
diesel::joinable!(stock_movements -> users (actor_user_id));
diesel::joinable!(stock_movements -> stock_levels (variant_id));
diesel::joinable!(coupon_categories -> categories (category_id));
diesel::joinable!(coupon_categories -> coupons (coupon_id));
diesel::joinable!(coupon_products -> coupons (coupon_id));
diesel::joinable!(coupon_products -> products (product_id));
diesel::joinable!(coupon_redemptions -> checkouts (checkout_id));
diesel::joinable!(coupon_redemptions -> coupons (coupon_id));
diesel::joinable!(coupon_redemptions -> users (customer_id));
diesel::joinable!(carts -> coupons (coupon_id));
diesel::joinable!(carts -> users (customer_id));
diesel::joinable!(cart_lines -> product_variants (variant_id));
diesel::joinable!(cart_lines -> carts (cart_id));
diesel::joinable!(checkouts -> users (customer_id));
diesel::joinable!(checkouts -> carts (cart_id));
diesel::joinable!(stock_holds -> stock_levels (variant_id));
diesel::joinable!(stock_holds -> checkouts (checkout_id));
diesel::joinable!(orders -> users (customer_id));
diesel::joinable!(orders -> checkouts (checkout_id));
diesel::joinable!(order_lines -> products (product_id));
diesel::joinable!(order_lines -> product_variants (variant_id));
diesel::joinable!(order_lines -> orders (order_id));
diesel::joinable!(payments -> orders (order_id));
diesel::joinable!(refunds -> orders (order_id));
diesel::joinable!(refunds -> payments (payment_id));
diesel::joinable!(refunds -> unexpected_payments (unexpected_payment_id));
diesel::joinable!(refund_lines -> refunds (refund_id));
diesel::joinable!(refund_lines -> order_lines (order_line_id));
diesel::joinable!(returns -> orders (order_id));
diesel::joinable!(returns -> refunds (refund_id));
diesel::joinable!(return_lines -> returns (return_id));
diesel::joinable!(return_lines -> order_lines (order_line_id));
diesel::joinable!(shipments -> orders (order_id));
diesel::joinable!(shipment_lines -> shipments (shipment_id));
diesel::joinable!(shipment_lines -> order_lines (order_line_id));
diesel::joinable!(orders -> data_keys (data_key_id));
diesel::joinable!(orders -> shipping_methods (shipping_method_id));
diesel::joinable!(passkey_ceremonies -> users (user_id));
diesel::joinable!(passkeys -> users (user_id));
diesel::joinable!(back_in_stock_wishes -> product_variants (variant_id));
diesel::joinable!(back_in_stock_wishes -> users (user_id));
diesel::joinable!(product_reviews -> products (product_id));
diesel::joinable!(wishlist_items -> products (product_id));
diesel::joinable!(wishlist_items -> users (user_id));
diesel::joinable!(product_reviews -> users (user_id));
diesel::joinable!(pending_sign_ins -> users (user_id));
diesel::joinable!(pending_totp_secrets -> users (user_id));
diesel::joinable!(recovery_codes -> users (user_id));
diesel::joinable!(totp_secrets -> users (user_id));
diesel::joinable!(data_keys -> users (user_id));
diesel::joinable!(data_keys -> master_keys (master_key_id));

diesel::allow_tables_to_appear_in_same_query!(
    addresses,
    audit_cuts,
    back_in_stock_wishes,
    audit_events,
    audit_head,
    cart_lines,
    carts,
    catalog_words,
    catalog_import_parts,
    catalog_import_products,
    catalog_imports,
    categories,
    checkouts,
    consents,
    counters,
    coupon_categories,
    coupon_products,
    coupon_redemptions,
    coupons,
    mail_quotas,
    mailed_links,
    address_changes,
    data_keys,
    facet_values,
    idempotency_keys,
    master_keys,
    order_lines,
    orders,
    outbox,
    passkey_ceremonies,
    passkeys,
    payments,
    pending_sign_ins,
    pending_totp_secrets,
    product_images,
    product_options,
    product_reviews,
    product_shelf,
    product_variants,
    products,
    rate_limits,
    recovery_codes,
    refund_lines,
    refunds,
    retired_usernames,
    return_lines,
    returns,
    role_permissions,
    roles,
    security_events,
    security_signals,
    sessions,
    shipment_lines,
    shipments,
    shipping_methods,
    sign_in_devices,
    sign_in_throttles,
    stock_holds,
    stock_levels,
    stock_movements,
    tax_rates,
    totp_secrets,
    unexpected_payments,
    user_roles,
    users,
    variant_option_values,
    webhook_events,
    wishlist_items,
);
