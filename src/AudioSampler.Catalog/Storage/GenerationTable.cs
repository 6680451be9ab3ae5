using System.Collections.Immutable;
using AudioSampler.Analysis.Engine;
using AudioSampler.Catalog.Marks;
using AudioSampler.Plugins.Results;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Storage;

/// <summary>Rows of <c>generations</c> that are not complete yet.</summary>
internal static class GenerationTable
{
    /// <summary>Begins a generation, or takes over one that the same job began and that nobody is writing.</summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="audio">The audio.</param>
    /// <param name="writer">Who writes it.</param>
    /// <param name="recipe">By what it is made.</param>
    /// <param name="job">The job, which the writer must own; null without one.</param>
    /// <param name="live">Generations that this program is writing.</param>
    /// <returns>Its number, and what there is to go on with.</returns>
    /// <exception cref="CatalogueException">Another program has taken the job.</exception>
    public static (long Number, ImmutableArray<RegionDocument> Resumed) Begin(
        SqliteConnection connection,
        long audio,
        string writer,
        AnalysisRecipe recipe,
        long? job,
        IReadOnlySet<long> live
    )
    {
        if (job is { } number)
        {
            if (!JobTable.IsOwner(connection, number, writer))
            {
                throw Lost($"job {number}");
            }

            if (Adoptable(connection, audio, recipe, number, live) is { } left)
            {
                connection.Execute("UPDATE generations SET writer = @writer WHERE id = @id", ("@writer", writer), ("@id", left));
                return (left, KeepWhatHolds(connection, left, recipe));
            }
        }

        long begun = (long)
            connection.Value(
                "INSERT INTO generations (audio_id, writer, job_id, recipe) VALUES (@audio, @writer, @job, @recipe) RETURNING id",
                ("@audio", audio),
                ("@writer", writer),
                ("@job", job),
                ("@recipe", recipe.ToJson())
            )!;
        return (begun, []);
    }

    /// <summary>Makes sure that a generation is still a writer's own.</summary>
    /// <exception cref="CatalogueException">Another program has taken it over, or its job has ended.</exception>
    public static void RequireWriter(SqliteConnection connection, long number, string writer)
    {
        if (connection.Value("SELECT 1 FROM generations WHERE id = @id AND writer = @writer", ("@id", number), ("@writer", writer)) is null)
        {
            throw Lost("the analysis");
        }
    }

    /// <summary>By what a complete generation was cut into regions.</summary>
    public static string? CutOf(SqliteConnection connection, object generation) =>
        (string?)
            connection.Value(
                $"SELECT json_extract(document, '$.versions.{Correction.Regions}') FROM generations WHERE id = @id",
                ("@id", generation)
            );

    /// <summary>Removes what a dead writer left behind, except what an unfinished job may go on with.</summary>
    /// <returns>Number of generations removed.</returns>
    public static int RemoveUnfinishedOfWriter(SqliteConnection connection, string writer)
    {
        int removed = connection.Execute(
            $"""
            DELETE FROM generations
            WHERE writer = @writer AND document IS NULL
              AND (job_id IS NULL OR job_id NOT IN (SELECT id FROM jobs WHERE state IN {JobText.Unfinished}))
            """,
            ("@writer", writer)
        );
        RemoveAudioWithoutUse(connection);
        return removed;
    }

    /// <summary>Removes what a job that has ended didn't complete.</summary>
    public static void RemoveUnfinishedOf(SqliteConnection connection, long job)
    {
        if (connection.Execute("DELETE FROM generations WHERE job_id = @job AND document IS NULL", ("@job", job)) > 0)
        {
            RemoveAudioWithoutUse(connection);
        }
    }

    /// <summary>A generation to go on with; those that were begun by another recipe are removed.</summary>
    private static long? Adoptable(SqliteConnection connection, long audio, AnalysisRecipe recipe, long job, IReadOnlySet<long> live)
    {
        List<(long Id, AnalysisRecipe Recipe)> left = connection.Rows(
            "SELECT id, recipe FROM generations WHERE job_id = @job AND audio_id = @audio AND document IS NULL ORDER BY id",
            row => (row.GetInt64(0), AnalysisRecipe.Parse(row.GetString(1))),
            ("@job", job),
            ("@audio", audio)
        );
        left.RemoveAll(generation => live.Contains(generation.Id));
        foreach ((long id, _) in left.Where(generation => !generation.Recipe.SameRegions(recipe)))
        {
            connection.Execute("DELETE FROM generations WHERE id = @id", ("@id", id));
        }

        return left.Where(generation => generation.Recipe.SameRegions(recipe)).Select(generation => (long?)generation.Id).FirstOrDefault();
    }

    /// <summary>Regions with the analyses that need not be run again; the others are removed.</summary>
    private static ImmutableArray<RegionDocument> KeepWhatHolds(SqliteConnection connection, long generation, AnalysisRecipe recipe)
    {
        ImmutableArray<RegionDocument> regions =
        [
            .. DocumentReader
                .Regions(connection, generation)
                .Select(region => region with { Analyses = recipe.WhatHolds(region.Analyses) }),
        ];
        foreach (RegionDocument region in regions)
        {
            RegionTable.RemoveAnalysesBut(connection, region.RegionId!.Value, region.Analyses.Keys);
        }

        return regions;
    }

    private static CatalogueException Lost(string what) =>
        new(
            CatalogueFailure.Other,
            $"another program has gone on with {what}, because this one gave no sign of life: leave it to that one"
        );

    private static void RemoveAudioWithoutUse(SqliteConnection connection) =>
        connection.Execute(
            """
            DELETE FROM audio
            WHERE generation_id IS NULL
              AND NOT EXISTS (SELECT 1 FROM generations g WHERE g.audio_id = audio.id)
              AND NOT EXISTS (SELECT 1 FROM files f WHERE f.audio_id = audio.id)
            """
        );
}
