using System.Collections.Immutable;

namespace AudioSampler.Inference.Store;

/// <summary>The published models that are known by name.</summary>
public static class KnownModels
{
    private const string EfficientAt = "https://github.com/fschmid56/EfficientAT/releases/download/v0.0.1/";
    private const string Passt = "https://github.com/kkoutini/PaSST/releases/download/v0.0.1-audioset/";

    /// <summary>All of them, smallest first.</summary>
    public static ImmutableArray<KnownModel> All { get; } =
    [
        Mn("mn04", "432", 4.1, "899a8c6217063f6941793102a2780b3dd788ab11fce468d9cf5f0577c453321c"),
        Mn("mn05", "443", 5.9),
        Mn("mn10", "471", 19.7),
        Mn("mn20", "478", 71.7),
        Mn("mn30", "482", 156.5),
        Mn("mn40", "484", 273.7),
        new(
            "passt-s",
            "passt-s-f128-p16-s10-ap.476-swa.pt",
            new Uri(Passt + "passt-s-f128-p16-s10-ap.476-swa.pt"),
            "K. Koutini, JKU Linz",
            "Apache-2.0",
            344.7,
            null
        ),
    ];

    /// <summary>Names that <c>auto</c> tries, best first: as good as can be had at a cost that nobody has to think of.</summary>
    public static ImmutableArray<string> Preferred { get; } = ["efficientat-mn10", "efficientat-mn05", "efficientat-mn04"];

    /// <summary>The model of a name; null when there is none.</summary>
    public static KnownModel? Find(string name) => All.FirstOrDefault(m => string.Equals(m.Name, name, StringComparison.Ordinal));

    private static KnownModel Mn(string width, string precision, double megabytes, string? sha256 = null) =>
        new(
            $"efficientat-{width}",
            $"{width}_as_mAP_{precision}.pt",
            new Uri($"{EfficientAt}{width}_as_mAP_{precision}.pt"),
            "F. Schmid, JKU Linz",
            "MIT",
            megabytes,
            sha256
        );
}
