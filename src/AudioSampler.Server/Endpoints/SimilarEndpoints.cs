using System.ComponentModel;
using System.Globalization;
using AudioSampler.Analysis.Engine;
using AudioSampler.Catalog;
using AudioSampler.Catalog.Search;
using AudioSampler.Catalog.Similarity;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;
using AudioSampler.Server.Hosting;
using AudioSampler.Server.Problems;
using AudioSampler.Server.Uploads;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioSampler.Server.Endpoints;

/// <summary>Searches by ear: what sounds alike, the map, what is there twice.</summary>
internal static class SimilarEndpoints
{
    private const int UsualMost = 20;
    private const int MostPoints = 100_000;
    private const int UsualGroups = 100;
    private const int MostGroups = 10_000;
    private const int MostLikes = 100;

    /// <summary>What an uploaded sound needs to be compared.</summary>
    private static readonly string[] s_measured = ["features", "activations", "tempo", "loudness", "sample", "pitch"];

    /// <summary>Adds the endpoints.</summary>
    public static void MapSimilar(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/regions/{id:long}/similar", SimilarAsync)
            .WithTags("By ear")
            .WithSummary("The regions that sound most like one")
            .WithDescription(
                "Aspects: overall (as a network hears them; the usual one), timbre, rhythm, pitch, loudness, with weights: overall:1,rhythm:0.5. like and unlike are "
                    + "numbers of further regions, by commas: more like this, less like that. query is a search of regions; only what it finds is compared. A score of 1 is "
                    + "the same sound, 0 no more alike than any two of the catalogue. Regions that another network heard, or none, can't be compared: not_comparable "
                    + "says how many."
            )
            .ProducesProblem(400)
            .ProducesProblem(404)
            .WithExample(200, SimilarExamples.Similar);
        routes
            .MapPost("/api/similar", SimilarToUploadAsync)
            .WithTags("By ear")
            .WithSummary("The regions that sound most like a sound that is sent")
            .WithDescription(
                "The sound as multipart/form-data, or as the body itself (audio/* or application/octet-stream). It is compared by its longest region, and not kept."
            )
            .Accepts<IFormFile>("multipart/form-data", "*/*")
            .ProducesProblem(400)
            .ProducesProblem(413)
            .ProducesProblem(415)
            .ProducesProblem(422)
            .ProducesProblem(507)
            .WithExample(200, SimilarExamples.Similar);
        routes
            .MapGet("/api/map", MapAsync)
            .WithTags("By ear")
            .WithSummary("The map: regions near each other sound alike")
            .WithDescription(
                "The first two principal components of what the network heard. Points of different networks don't belong on one map: model says which."
            )
            .ProducesProblem(400)
            .WithExample(200, SimilarExamples.Map);
        routes
            .MapGet("/api/duplicates", DuplicatesAsync)
            .WithTags("By ear")
            .WithSummary("What is in the catalogue twice")
            .WithDescription(
                "kind: same_bytes, same_audio (the same samples: copies, other tags, another lossless format), near (regions that sound the same and last as long: another encoding, another level)."
            )
            .ProducesProblem(400)
            .WithExample(200, SimilarExamples.Duplicates);
    }

    private static async Task<Results<Ok<SimilarityAnswer>, ProblemHttpResult>> SimilarAsync(
        long id,
        EngineRoom room,
        CancellationToken cancellationToken,
        [Description("How many regions, 1 to 500")] int k = UsualMost,
        [Description("In what they are to be alike, with weights")] string? aspects = null,
        [Description("Further regions to be alike, by commas")] string? like = null,
        [Description("Regions to be unlike, by commas")] string? unlike = null,
        [Description("A search of regions; only what it finds is compared")] string? query = null
    )
    {
        if (Question(k, aspects, query, out SimilarityQuestion question) is { } wrong)
        {
            return wrong;
        }

        if (!TryReadIds(like, out List<long> likes) || !TryReadIds(unlike, out List<long> unlikes))
        {
            return Problem.Of(400, ProblemCodes.BadSimilarity, $"like and unlike are numbers of regions by commas, at most {MostLikes}");
        }

        Catalogue catalogue = await room.CatalogueAsync(cancellationToken);
        return await catalogue.SimilarAsync(question with { Like = [id, .. likes], Unlike = unlikes }, cancellationToken) is { } answer
            ? TypedResults.Ok(answer)
            : Problem.Of(404, "not_found", "there is no region of one of these numbers, or none of them has sound");
    }

    private static async Task<Results<Ok<SimilarityAnswer>, ProblemHttpResult>> SimilarToUploadAsync(
        HttpRequest request,
        EngineRoom room,
        ServerOptions options,
        CancellationToken cancellationToken,
        [Description("How many regions, 1 to 500")] int k = UsualMost,
        [Description("In what they are to be alike, with weights")] string? aspects = null,
        [Description("A search of regions; only what it finds is compared")] string? query = null
    )
    {
        if (Question(k, aspects, query, out SimilarityQuestion question) is { } wrong)
        {
            return wrong;
        }

        await using EngineUse engine = await room.UseAsync(cancellationToken);
        EngineHost host = engine.Host;
        Catalogue catalogue = await room.CatalogueAsync(cancellationToken);
        UploadedSound upload;
        try
        {
            upload = await new UploadReader(catalogue.Folder.PassingFolder, options.UploadLimitBytes).ReadAsync(request, cancellationToken);
        }
        catch (UploadException e)
        {
            return Problem.Of(e.Status, e.Code, e.Message);
        }

        try
        {
            AnalysisDocument document = await host.Passing.AnalyzeAsync(
                upload.Path,
                new AnalysisRequest { Only = [.. s_measured.Where(name => host.Analyzers.Ordered.Any(analyzer => analyzer.Name == name))] },
                null,
                cancellationToken
            );
            if (document.Error is { } error)
            {
                return Problem.Of(
                    422,
                    Problem.NameOf(error.Code),
                    error.Message.Replace(upload.Path, Path.GetFileName(upload.Path), StringComparison.Ordinal)
                );
            }

            return
                document.Regions.MaxBy(region => region.EndS - region.StartS) is { } longest
                && await catalogue.SimilarAsync(longest, question, cancellationToken) is { } answer
                ? TypedResults.Ok(answer)
                : Problem.Of(422, "silent", "there is nothing to be heard in the sound that was sent");
        }
        finally
        {
            UploadReader.Remove(upload);
        }
    }

    private static async Task<Results<Ok<IReadOnlyList<MapPoint>>, ProblemHttpResult>> MapAsync(
        EngineRoom room,
        CancellationToken cancellationToken,
        [Description("A search of regions; only what it finds is shown")] string? query = null,
        [Description("Most points, 1 to 100000")] int most = MostPoints
    )
    {
        if (!SearchQuery.TryParse(query, out SearchQuery? among, out SearchSyntaxError? error, SearchTarget.Regions))
        {
            return Problem.BadQuery(error);
        }

        return most is < 1 or > MostPoints
            ? Problem.Of(400, ProblemCodes.BadPage, $"most is from 1 to {MostPoints}")
            : TypedResults.Ok(
                await (await room.CatalogueAsync(cancellationToken)).MapAsync(
                    string.IsNullOrWhiteSpace(query) ? null : among,
                    most,
                    cancellationToken
                )
            );
    }

    private static async Task<Results<Ok<IReadOnlyList<DuplicateGroup>>, ProblemHttpResult>> DuplicatesAsync(
        EngineRoom room,
        CancellationToken cancellationToken,
        [Description("same_bytes, same_audio or near")] string kind = "same_audio",
        [Description("Most groups, 1 to 10000")] int most = UsualGroups
    )
    {
        DuplicateKind? wanted = kind switch
        {
            "same_bytes" => DuplicateKind.SameBytes,
            "same_audio" => DuplicateKind.SameAudio,
            "near" => DuplicateKind.Near,
            _ => null,
        };
        return wanted is null ? Problem.Of(400, ProblemCodes.BadSimilarity, "kind is same_bytes, same_audio or near")
            : most is < 1 or > MostGroups ? Problem.Of(400, ProblemCodes.BadPage, $"most is from 1 to {MostGroups}")
            : TypedResults.Ok(await (await room.CatalogueAsync(cancellationToken)).DuplicatesAsync(wanted.Value, most, cancellationToken));
    }

    private static ProblemHttpResult? Question(int k, string? aspects, string? query, out SimilarityQuestion question)
    {
        question = new SimilarityQuestion();
        SearchQuery? among = null;
        if (
            !string.IsNullOrWhiteSpace(query) && !SearchQuery.TryParse(query, out among, out SearchSyntaxError? error, SearchTarget.Regions)
        )
        {
            return Problem.BadQuery(error);
        }

        if (!AspectWeights.TryParse(aspects, out AspectWeights weights))
        {
            return Problem.Of(
                400,
                ProblemCodes.BadSimilarity,
                "aspects are overall, timbre, rhythm, pitch and loudness by commas, with weights from 0 to 1: overall:1,rhythm:0.5"
            );
        }

        question = new SimilarityQuestion
        {
            Weights = weights,
            Among = among,
            Most = k,
        };
        return k is < 1 or > SimilarityQuestion.MostRegions
            ? Problem.Of(400, ProblemCodes.BadPage, $"k is from 1 to {SimilarityQuestion.MostRegions}")
            : null;
    }

    private static bool TryReadIds(string? text, out List<long> ids)
    {
        ids = [];
        foreach (string part in (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out long id) || ids.Count == MostLikes)
            {
                return false;
            }

            ids.Add(id);
        }

        return true;
    }
}
