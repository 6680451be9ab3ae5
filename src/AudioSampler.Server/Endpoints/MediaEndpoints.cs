using System.ComponentModel;
using System.Globalization;
using AudioSampler.Audio;
using AudioSampler.Audio.Waveform;
using AudioSampler.Catalog;
using AudioSampler.Server.Hosting;
using AudioSampler.Server.Models;
using AudioSampler.Server.Problems;
using AudioSampler.Server.Safety;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace AudioSampler.Server.Endpoints;

/// <summary>Waveforms to draw and sound to play.</summary>
internal static class MediaEndpoints
{
    private const int OverviewPoints = 1000;
    private const int ZoomPoints = 8000;
    private const string ByPath = "/api/processed_audio/";
    private const string Binary = "application/octet-stream";

    /// <summary>Adds the endpoints.</summary>
    public static void MapMedia(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/waveform/{fileId:long}", WaveformAsync)
            .WithTags("Media")
            .WithSummary("The waveform of a file")
            .WithExample(200, SystemExamples.Waveform)
            .WithDescription(
                "JSON with min, max and rms per channel, of all of it or from start_s to end_s, at resolution=overview (1000 points), zoom (8000) or N points (fewer where the file is too short for "
                    + "so many: points says how many); or, with Accept: application/octet-stream or format=dat, Peaks.js binary of version 2 with N samples per "
                    + "pixel in bits=8 or 16. The finest bins have 32 samples in files up to 30 s, 64 up to 2 minutes, 128 up to 10, else 256: multiples of that are exact; "
                    + "at other resolutions no peak is missing, but one beside the border of two pixels may show in both. ais waveform is exact at any. A waveform that is gone, or did not "
                    + "come with an imported catalogue, is made from the file once more: the answer then takes as long as decoding."
            )
            .Produces<WaveformData>()
            .Produces<Stream>(200, Binary)
            .Produces(204)
            .Produces(304)
            .ProducesProblem(400)
            .ProducesProblem(403)
            .ProducesProblem(404);
        Describe(routes.MapMethods("/api/audio/{fileId:long}", ["GET", "HEAD"], AudioAsync), "The sound of a file, with Range");
        Describe(
            routes.MapMethods(ByPath + "{*path}", ["GET", "HEAD"], AudioByPathAsync),
            "The sound of a file, by its absolute path without the leading slash"
        );
    }

    private static void Describe(RouteHandlerBuilder route, string summary) =>
        route
            .WithTags("Media")
            .WithSummary(summary)
            .WithDescription(
                "As it is where browsers can play it, else as FLAC, made on first use and kept. With start_s and end_s, that slice as WAV, at the sound's own rate and depth."
            )
            .Produces<Stream>(200, "audio/flac", "audio/mpeg", "audio/mp4", "audio/ogg", "audio/wav")
            .Produces<Stream>(206, "audio/flac", "audio/mpeg", "audio/mp4", "audio/ogg", "audio/wav")
            .Produces(304)
            .ProducesProblem(400)
            .ProducesProblem(403)
            .ProducesProblem(404)
            .ProducesProblem(412)
            .ProducesProblem(416);

    private static async Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> AudioByPathAsync(
        string path,
        EngineRoom room,
        RootGuard guard,
        PlayableAudio playable,
        HttpContext context,
        CancellationToken cancellationToken,
        [Description("Start of a slice, in seconds from the start of the file")] double? start_s = null,
        [Description("End of a slice, in seconds from the start of the file")] double? end_s = null
    )
    {
        string absolute = DatabaseEndpoints.PathInTarget(context, ByPath, path);
        Catalogue catalogue = await room.CatalogueAsync(cancellationToken);
        return await catalogue.GetDocumentAsync(absolute, cancellationToken) is { FileId: { } id }
            ? await AudioAsync(id, room, guard, playable, context.Request, cancellationToken, start_s, end_s)
            : Problem.Of(404, "not_found", $"{ShownPath.Of(absolute)} is not in the catalogue: analyse it first");
    }

    private static async Task<IResult> WaveformAsync(
        long fileId,
        Waveforms waveforms,
        HttpRequest request,
        CancellationToken cancellationToken,
        [Description("overview, zoom, or a number: points for JSON, samples per pixel for binary")] string resolution = "overview",
        [Description("8 or 16, for binary")] int bits = 8,
        [Description("json or dat; the header Accept says the same")] string? format = null,
        [Description("Start of the stretch, in seconds, for JSON")] double start_s = 0,
        [Description("End of the stretch, in seconds, for JSON; the sound's end when it is left out")] double? end_s = null,
        [Description("False for an answer at once: 204 where a file that is known has no waveform yet")] bool make = true
    )
    {
        (string? path, ProblemHttpResult? problem) = await waveforms.FindAsync(fileId, make, cancellationToken);
        if (path is null)
        {
            return problem is null ? TypedResults.NoContent() : problem;
        }

        bool binary = format == "dat" || (format is null && request.GetTypedHeaders().Accept.Any(a => a.MediaType == Binary));
        int? number = int.TryParse(resolution, NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : null;
        request.HttpContext.Response.Headers.Vary = HeaderNames.Accept;
        return binary
            ? Peaks(request.HttpContext, path, number, bits)
            : Points(request.HttpContext, path, (resolution, number), (start_s, end_s));
    }

    private static IResult Peaks(HttpContext http, string path, int? samplesPerPixel, int bits)
    {
        int resolution = samplesPerPixel ?? PeaksData.UsualSamplesPerPixel;
        using (WaveformFile stored = WaveformFile.Open(path))
        {
            if (resolution < stored.BaseSamples || bits is not (8 or 16))
            {
                return Problem.Of(
                    400,
                    ProblemCodes.BadResolution,
                    $"the binary waveform of this file has {stored.BaseSamples} samples per pixel or more, in 8 or 16 bits"
                );
            }
        }

        if (KeptAnswer.Check(http, $"{HashOf(path)}-dat-{resolution}-{bits}") is { } kept)
        {
            return kept;
        }

        return TypedResults.Stream(
            async body =>
            {
                using WaveformFile waveform = WaveformFile.Open(path);
                await PeaksData.WriteAsync(waveform, body, resolution, bits, mono: false, CancellationToken.None);
            },
            Binary
        );
    }

    private static IResult Points(
        HttpContext http,
        string path,
        (string Name, int? Points) resolution,
        (double StartS, double? EndS) stretch
    )
    {
        int? count = resolution.Name switch
        {
            "overview" => OverviewPoints,
            "zoom" => ZoomPoints,
            _ => resolution.Points,
        };
        if (count is null or < 1 or > WaveformFile.LargestPoints)
        {
            return Problem.Of(
                400,
                ProblemCodes.BadResolution,
                $"resolution is overview, zoom, or a number of points from 1 to {WaveformFile.LargestPoints}"
            );
        }

        using WaveformFile waveform = WaveformFile.Open(path);
        double end = Math.Min(stretch.EndS ?? double.PositiveInfinity, waveform.DurationSeconds);
        if (!(stretch.StartS >= 0 && end > stretch.StartS))
        {
            return Problem.Of(
                400,
                ProblemCodes.BadRange,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"a stretch is from start_s to end_s, in order and within the sound's {waveform.DurationSeconds:0.###} s"
                )
            );
        }

        string tag = string.Create(CultureInfo.InvariantCulture, $"{HashOf(path)}-json-{count}-{stretch.StartS:R}-{end:R}");
        if (KeptAnswer.Check(http, tag) is { } kept)
        {
            return kept;
        }

        WaveformPoints data = waveform.Read(count.Value, stretch.StartS, end);
        return TypedResults.Ok(
            new WaveformData
            {
                SampleRate = waveform.SampleRate,
                DurationS = waveform.DurationSeconds,
                Points = data.Count,
                Channels =
                [
                    .. Enumerable
                        .Range(0, data.Channels)
                        .Select(channel => new WaveformChannel(
                            Row(data.Minima, channel),
                            Row(data.Maxima, channel),
                            Row(data.Rms, channel)
                        )),
                ],
            }
        );
    }

    /// <summary>The hash of the audio: waveforms are kept under it.</summary>
    private static string HashOf(string path) => Path.GetFileNameWithoutExtension(path);

    private static float[] Row(float[,] values, int row) => [.. Enumerable.Range(0, values.GetLength(1)).Select(i => values[row, i])];

    private static async Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> AudioAsync(
        long fileId,
        EngineRoom room,
        RootGuard guard,
        PlayableAudio playable,
        HttpRequest request,
        CancellationToken cancellationToken,
        [Description("Start of a slice, in seconds from the start of the file")] double? start_s = null,
        [Description("End of a slice, in seconds from the start of the file")] double? end_s = null
    )
    {
        if (request.GetTypedHeaders().Range is { Unit: var unit } && unit != "bytes")
        {
            request.Headers.Range = default; // RFC 9110: a unit that is not known is ignored
        }

        (PresentFile? found, ProblemHttpResult? problem) = await PresentFile.FindAsync(fileId, room, guard, cancellationToken);
        if (found is not { Path: var path, Facts: var facts })
        {
            return problem!;
        }

        if (start_s is not null || end_s is not null)
        {
            (double StartS, double EndS) stretch = (start_s ?? 0, Math.Min(end_s ?? facts.DurationS, facts.DurationS));
            if (!(stretch.StartS >= 0 && stretch.EndS > stretch.StartS))
            {
                return Problem.Of(
                    400,
                    ProblemCodes.BadRange,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"a slice is from start_s to end_s, in order and within the sound's {facts.DurationS:0.###} s"
                    )
                );
            }

            (string slice, string type) = await playable.SliceAsync(path, facts, stretch, cancellationToken);
            return TypedResults.PhysicalFile(
                slice,
                type,
                entityTag: new EntityTagHeaderValue($"\"{Path.GetFileNameWithoutExtension(slice)}\""),
                enableRangeProcessing: true
            );
        }

        (string sound, string mediaType) = await playable.OfAsync(path, facts, cancellationToken);
        bool unchanged = new FileInfo(path).Length == facts.SizeBytes;
        return TypedResults.PhysicalFile(
            sound,
            mediaType,
            entityTag: unchanged && facts.ContentHash is { } hash ? new EntityTagHeaderValue($"\"{hash.Split(':')[^1]}\"") : null,
            enableRangeProcessing: true
        );
    }
}
