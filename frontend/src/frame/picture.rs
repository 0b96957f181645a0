use securecart_domain::catalog::picture_sources;

use crate::ui::Picture;

/// The picture at an address of this shop, in all the widths that the address tells.
pub fn picture(url: impl Into<String>, alt: impl Into<String>) -> Picture {
    let url = url.into();
    let sources: Vec<_> =
        picture_sources(&url).into_iter().map(|source| format!("{} {}w", source.url, source.width)).collect();
    let srcset = Some(sources.join(", ")).filter(|sources| !sources.is_empty());
    Picture { srcset, ..Picture::new(url, alt) }
}

/// The address of the narrowest form of a picture, for places no wider than a thumb.
pub fn smallest_picture(url: String) -> String {
    picture_sources(&url).into_iter().next().map_or(url, |source| source.url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_offered_in_its_widths() {
        let wide = picture("/media/0123456789abcdef-640.jpg", "A mug");
        let srcset = "/media/0123456789abcdef-640-320.jpg 320w, /media/0123456789abcdef-640.jpg 640w";
        assert_eq!((wide.srcset.as_deref(), wide.alt.as_str()), (Some(srcset), "A mug"));
        assert_eq!(smallest_picture(wide.src), "/media/0123456789abcdef-640-320.jpg");
        let before = picture("/media/0123456789abcdef.webp", "");
        assert_eq!(before.srcset, None);
        assert_eq!(smallest_picture(before.src), "/media/0123456789abcdef.webp");
    }
}
