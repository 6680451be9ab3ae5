using Microsoft.EntityFrameworkCore;

namespace AudioSampler.Catalog.Model;

/// <summary>The tables of the catalogue, whatever database they stand in.</summary>
public abstract class CatalogueContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>Paths.</summary>
    public DbSet<FileRow> Files => Set<FileRow>();

    /// <summary>Files that the user removed, until they are forgotten.</summary>
    public DbSet<RemovedFileRow> RemovedFiles => Set<RemovedFileRow>();

    /// <summary>Audio.</summary>
    public DbSet<AudioRow> Audio => Set<AudioRow>();

    /// <summary>Runs of the analysis.</summary>
    public DbSet<GenerationRow> Generations => Set<GenerationRow>();

    /// <summary>Regions.</summary>
    public DbSet<RegionRow> Regions => Set<RegionRow>();

    /// <summary>Results.</summary>
    public DbSet<RegionAnalysisRow> RegionAnalyses => Set<RegionAnalysisRow>();

    /// <summary>Summaries.</summary>
    public DbSet<FileSummaryRow> Summaries => Set<FileSummaryRow>();

    /// <summary>Labels.</summary>
    public DbSet<TagRow> Tags => Set<TagRow>();

    /// <summary>Folders that the user added.</summary>
    public DbSet<RootRow> Roots => Set<RootRow>();

    /// <summary>What the user chose.</summary>
    public DbSet<SettingRow> Settings => Set<SettingRow>();

    /// <summary>Jobs.</summary>
    public DbSet<JobRow> Jobs => Set<JobRow>();

    /// <summary>Files of jobs.</summary>
    public DbSet<JobFileRow> JobFiles => Set<JobFileRow>();

    /// <summary>Regions in a few columns.</summary>
    public DbSet<RegionSummaryRow> RegionSummaries => Set<RegionSummaryRow>();

    /// <summary>Regions as points among sounds.</summary>
    public DbSet<RegionVectorRow> RegionVectors => Set<RegionVectorRow>();

    /// <summary>What the user says.</summary>
    public DbSet<MarkRow> Marks => Set<MarkRow>();

    /// <summary>Tags that the user gave.</summary>
    public DbSet<MarkTagRow> MarkTags => Set<MarkTagRow>();

    /// <summary>Collections.</summary>
    public DbSet<CollectionRow> Collections => Set<CollectionRow>();

    /// <summary>What is in collections.</summary>
    public DbSet<CollectionItemRow> CollectionItems => Set<CollectionItemRow>();

    /// <summary>Searches that are kept.</summary>
    public DbSet<SavedSearchRow> SavedSearches => Set<SavedSearchRow>();

    /// <summary>What the user did.</summary>
    public DbSet<HistoryRow> History => Set<HistoryRow>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<AudioRow>(audio =>
        {
            audio.ToTable("audio");
            audio.HasIndex(a => a.AudioHash).IsUnique();
            audio.HasIndex(a => a.GenerationId);
        });
        modelBuilder.Entity<FileRow>(file =>
        {
            file.ToTable("files");
            file.HasIndex(f => f.Path).IsUnique();
            file.HasIndex(f => f.ContentHash);
            file.HasIndex(f => f.AudioId);
            file.HasOne<AudioRow>().WithMany().HasForeignKey(f => f.AudioId).OnDelete(DeleteBehavior.SetNull);
        });
        modelBuilder.Entity<RemovedFileRow>(file =>
        {
            file.ToTable("removed_files");
            file.Property(f => f.Id).ValueGeneratedNever();
            file.HasIndex(f => f.Path).IsUnique();
            file.HasIndex(f => f.AudioId);
            file.HasIndex(f => f.HistoryId);
            file.HasIndex(f => f.RemovedTicks);
            file.HasOne<AudioRow>().WithMany().HasForeignKey(f => f.AudioId).OnDelete(DeleteBehavior.SetNull);
        });
        modelBuilder.Entity<GenerationRow>(generation =>
        {
            generation.ToTable("generations");
            generation.HasIndex(g => g.AudioId);
            generation.HasIndex(g => g.Writer).HasFilter("document IS NULL");
            // No foreign key: SQLite would have to copy the whole table to add one. A job takes its generations with it when it ends.
            generation.HasIndex(g => g.JobId).HasFilter("job_id IS NOT NULL");
            generation.HasOne<AudioRow>().WithMany().HasForeignKey(g => g.AudioId).OnDelete(DeleteBehavior.Cascade);
        });
        // The way back, from the audio to its current generation, is no foreign key: that would be a circle.
        modelBuilder.Entity<RegionRow>(region =>
        {
            region.ToTable("regions");
            region.HasIndex(r => new { r.GenerationId, r.Position }).IsUnique();
            region.HasOne<GenerationRow>().WithMany().HasForeignKey(r => r.GenerationId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<RegionAnalysisRow>(analysis =>
        {
            analysis.ToTable(
                "region_analysis",
                t => t.HasCheckConstraint("CK_region_analysis_one_form", "(record IS NULL) <> (packed IS NULL)")
            );
            analysis.HasKey(a => new { a.RegionId, a.Analyzer });
            analysis.HasOne<RegionRow>().WithMany().HasForeignKey(a => a.RegionId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<FileSummaryRow>(summary =>
        {
            summary.ToTable("file_summary");
            summary.HasKey(s => s.GenerationId);
            summary.Property(s => s.GenerationId).ValueGeneratedNever();
            summary.HasIndex(s => s.Rules);
            summary.HasIndex(s => s.Bpm).HasFilter("bpm IS NOT NULL");
            summary.HasIndex(s => new { s.Tonic, s.Mode }).HasFilter("tonic IS NOT NULL");
            summary.HasIndex(s => s.Rating).HasFilter("rating IS NOT NULL");
            summary.HasOne<GenerationRow>().WithOne().HasForeignKey<FileSummaryRow>(s => s.GenerationId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<TagRow>(tag =>
        {
            tag.ToTable("tags");
            tag.HasKey(t => new { t.GenerationId, t.Position });
            tag.HasIndex(t => t.Label);
            tag.HasOne<GenerationRow>().WithMany().HasForeignKey(t => t.GenerationId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<RootRow>(root =>
        {
            root.ToTable("roots");
            root.HasIndex(r => r.Path).IsUnique();
        });
        modelBuilder.Entity<SettingRow>(setting =>
        {
            setting.ToTable("settings");
            setting.HasKey(s => s.Name);
        });
        modelBuilder.Entity<JobRow>(job =>
        {
            job.ToTable("jobs");
            job.HasIndex(j => j.State);
        });
        modelBuilder.Entity<JobFileRow>(file =>
        {
            file.ToTable("job_files");
            file.HasKey(f => new { f.JobId, f.Path });
            file.HasOne<JobRow>().WithMany().HasForeignKey(f => f.JobId).OnDelete(DeleteBehavior.Cascade);
            file.HasOne<FileRow>().WithMany().HasForeignKey(f => f.FileId).OnDelete(DeleteBehavior.SetNull);
        });
        AddWhatSearchesNeed(modelBuilder);
        AddWhatTheUserSays(modelBuilder);
        SnakeCase.Apply(modelBuilder);
    }

    private static void AddWhatSearchesNeed(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<RegionSummaryRow>(summary =>
        {
            summary.ToTable("region_summary");
            summary.HasKey(s => s.RegionId);
            summary.Property(s => s.RegionId).ValueGeneratedNever();
            summary.HasIndex(s => new { s.AudioId, s.Position });

            // What narrows a search among a million regions; each holds the audio too, so that counting reads nothing else.
            summary.HasIndex(s => new { s.Bpm, s.AudioId }).HasFilter("bpm IS NOT NULL");
            summary.HasIndex(s => new { s.Type, s.AudioId });
            summary
                .HasIndex(s => new
                {
                    s.Tonic,
                    s.Mode,
                    s.AudioId,
                })
                .HasFilter("tonic IS NOT NULL");
            summary.HasIndex(s => new { s.DurationS, s.AudioId });
            summary.HasIndex(s => new { s.RootMidi, s.AudioId }).HasFilter("root_midi IS NOT NULL");
            summary.HasIndex(s => new { s.Rating, s.AudioId }).HasFilter("rating IS NOT NULL");
            summary.HasIndex(s => new { s.Favourite, s.AudioId }).HasFilter("favourite");
            summary.HasOne<RegionRow>().WithOne().HasForeignKey<RegionSummaryRow>(s => s.RegionId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<RegionVectorRow>(vector =>
        {
            vector.ToTable("region_vectors");
            vector.HasIndex(v => v.RegionId).IsUnique();
            vector.HasIndex(v => new { v.Model, v.Id });
            vector.HasOne<RegionRow>().WithOne().HasForeignKey<RegionVectorRow>(v => v.RegionId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void AddWhatTheUserSays(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<MarkRow>(mark =>
        {
            mark.ToTable("marks", t => t.HasCheckConstraint("CK_marks_stretch", "(start_s IS NULL) = (end_s IS NULL)"));
            // The region is no foreign key: a mark outlives it, and waits for one that covers its stretch.
            mark.HasIndex(m => m.RegionId).IsUnique().HasFilter("region_id IS NOT NULL");
            mark.HasIndex(m => m.AudioId);
            mark.HasIndex(m => m.AudioId, "IX_marks_whole").IsUnique().HasFilter("start_s IS NULL");
            mark.HasOne<AudioRow>().WithMany().HasForeignKey(m => m.AudioId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<MarkTagRow>(tag =>
        {
            tag.ToTable("mark_tags");
            tag.Property(t => t.Tag).UseCollation("NOCASE");
            tag.HasKey(t => new { t.MarkId, t.Tag });
            tag.HasIndex(t => t.Tag);
            tag.HasOne<MarkRow>().WithMany().HasForeignKey(t => t.MarkId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<CollectionRow>(collection =>
        {
            collection.ToTable("collections");
            collection.Property(c => c.Name).UseCollation("NOCASE");
            collection.HasIndex(c => c.Name).IsUnique();
        });
        modelBuilder.Entity<CollectionItemRow>(item =>
        {
            item.ToTable("collection_items");
            item.HasKey(i => new { i.CollectionId, i.MarkId });
            item.HasIndex(i => i.MarkId);
            item.HasOne<CollectionRow>().WithMany().HasForeignKey(i => i.CollectionId).OnDelete(DeleteBehavior.Cascade);
            item.HasOne<MarkRow>().WithMany().HasForeignKey(i => i.MarkId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<SavedSearchRow>(search =>
        {
            search.ToTable("saved_searches");
            search.Property(s => s.Name).UseCollation("NOCASE");
            search.HasIndex(s => s.Name).IsUnique();
        });
        modelBuilder.Entity<HistoryRow>(history => history.ToTable("history"));
    }
}
