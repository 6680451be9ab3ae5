using System.Diagnostics;
using System.Globalization;
using AudioSampler.Audio;
using AudioSampler.Catalog.Search;

namespace AudioSampler.Server.Hosting;

/// <summary>Writes down searches that took long, so that whoever finds the catalogue slow knows by what.</summary>
internal sealed class SlowSearches(ILogger<SlowSearches> logger)
{
    private const int LongestQuery = 300;
    private static readonly TimeSpan s_slow = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs a search.</summary>
    /// <param name="query">As its caller wrote it.</param>
    /// <param name="sort">As its caller wrote it.</param>
    /// <param name="search">The search.</param>
    public async Task<SearchPage<T>> RunAsync<T>(string? query, string? sort, Func<Task<SearchPage<T>>> search)
    {
        long start = Stopwatch.GetTimestamp();
        SearchPage<T> page = await search();
        TimeSpan time = Stopwatch.GetElapsedTime(start);
        if (time >= s_slow)
        {
            logger.LogWarning(
                "Slow search: {Milliseconds} ms for '{Query}', sorted by '{Sort}', {Total} found",
                time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture),
                Plain(query),
                Plain(sort),
                page.Total
            );
        }

        return page;
    }

    private static string Plain(string? text) =>
        text is null ? string.Empty : ShownPath.Line(text.Length > LongestQuery ? text[..LongestQuery] + "…" : text);
}
