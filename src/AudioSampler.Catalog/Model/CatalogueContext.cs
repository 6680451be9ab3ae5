using Microsoft.EntityFrameworkCore;

namespace AudioSampler.Catalog.Model;

/// <summary>The tables of the catalogue, whatever database they stand in.</summary>
public abstract class CatalogueContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>Paths.</summary>
    public DbSet<FileRow> Files => Set<FileRow>();

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

    /// <summary>Jobs.</summary>
    public DbSet<JobRow> Jobs => Set<JobRow>();

    /// <summary>Files of jobs.</summary>
    public DbSet<JobFileRow> JobFiles => Set<JobFileRow>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<AudioRow>(audio =>
        {
            audio.ToTable("audio");
            audio.HasIndex(a => a.AudioHash).IsUnique();
        });
        modelBuilder.Entity<FileRow>(file =>
        {
            file.ToTable("files");
            file.HasIndex(f => f.Path).IsUnique();
            file.HasIndex(f => f.ContentHash);
            file.HasIndex(f => f.AudioId);
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
        SnakeCase.Apply(modelBuilder);
    }
}
