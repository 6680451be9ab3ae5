using System.Globalization;
using System.Text.RegularExpressions;
using AudioSampler.Catalog.Search;
using AudioSampler.Server.Uploads;

namespace AudioSampler.Server.Exports;

/// <summary>Names of slices from a template, each safe for every file system, and no two the same.</summary>
internal sealed partial class SliceName(string template)
{
    /// <summary>Longest template, in characters.</summary>
    public const int MaxTemplate = 300;

    private const int TimeoutMs = 1000;

    private static readonly Dictionary<string, Func<RegionSearchRow, string?>> s_fields = new(StringComparer.Ordinal)
    {
        ["file"] = row => Path.GetFileNameWithoutExtension(row.FileName),
        ["index"] = row => (row.Index + 1).ToString("000", CultureInfo.InvariantCulture),
        ["name"] = row => row.Name,
        ["kind"] = row => row.Kind,
        ["type"] = row => row.Type,
        ["bpm"] = row => row.Bpm is { } bpm ? bpm.ToString("0.#", CultureInfo.InvariantCulture) + "bpm" : null,
        ["key"] = row => row.Key?.Replace(" minor", "m", StringComparison.Ordinal).Replace(" major", "", StringComparison.Ordinal),
        ["camelot"] = row => row.Camelot,
        ["tag"] = row => row.MyTags.Concat(row.Tags).FirstOrDefault(),
        ["rating"] = row => row.Rating?.ToString(CultureInfo.InvariantCulture),
        ["start"] = row => row.StartS.ToString("0.00", CultureInfo.InvariantCulture),
    };

    private readonly HashSet<string> _given = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What is wrong with a template; null when nothing is.</summary>
    public static string? Problem(string template) =>
        template.Length is 0 or > MaxTemplate ? $"a template has 1 to {MaxTemplate} characters"
        : Field().Matches(template).Select(match => match.Groups["name"].Value).FirstOrDefault(name => !s_fields.ContainsKey(name))
            is { } unknown
            ? $"there is no {{{unknown}}}: use {string.Join(", ", s_fields.Keys.Select(name => $"{{{name}}}"))}"
        : null;

    /// <summary>The name of a region's slice, with extension.</summary>
    public string Of(RegionSearchRow row, string extension)
    {
        string filled = Field().Replace(template, match => s_fields[match.Groups["name"].Value](row) ?? "");

        // What is not known leaves no gap; a folder can't be named by a slash in a value.
        string safe = UploadName.Safe(Gaps().Replace(filled.Replace('/', '-').Replace('\\', '-'), " ").Trim(' ', '-', '_', '.'));
        string name = safe;
        for (int i = 2; !_given.Add(name); i++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{safe} ({i})");
        }

        return name + extension;
    }

    [GeneratedRegex(@"\{(?<name>[a-z]+)\}", RegexOptions.ExplicitCapture, TimeoutMs)]
    private static partial Regex Field();

    [GeneratedRegex(@"\s{2,}", RegexOptions.None, TimeoutMs)]
    private static partial Regex Gaps();
}
