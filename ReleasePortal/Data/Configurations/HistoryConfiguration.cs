using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReleasePortal.Domain;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Data.Configurations;

internal sealed class EntryConfiguration : IEntityTypeConfiguration<Entry>
{
    public void Configure(EntityTypeBuilder<Entry> builder)
    {
        builder.HasKey(entry => entry.Sequence);
        builder.Property(entry => entry.Sequence).ValueGeneratedNever();
        builder.HasIndex(entry => entry.Id).IsUnique();
        builder.HasIndex(entry => entry.At);
        builder.HasIndex(entry => new { entry.SubjectId, entry.Sequence });
        builder.HasIndex(entry => new { entry.SubjectId, entry.Environment, entry.Sequence });
        builder.HasIndex(entry => new { entry.SubjectKey, entry.Sequence });
        builder.HasIndex(entry => new { entry.ActorId, entry.Sequence });
        builder.HasIndex(entry => new { entry.Environment, entry.Sequence });
        builder.HasIndex(entry => new { entry.Action, entry.Sequence });
        builder.HasIndex(entry => new { entry.Source, entry.Sequence });
        builder.HasIndex(entry => new { entry.Purpose, entry.Sequence });
        builder.HasIndex(entry => new { entry.Correlation, entry.Sequence });
        builder.HasIndex(entry => new { entry.OnBehalfOf, entry.Sequence }).HasFilter("\"OnBehalfOf\" IS NOT NULL");
        builder.Property(entry => entry.Action).HasMaxLength(60);
        builder.Property(entry => entry.SubjectKey).HasMaxLength(Slug.MaxLength);
        builder.Property(entry => entry.Area).HasMaxLength(Slug.MaxLength);
        builder.Property(entry => entry.Environment).HasMaxLength(Slug.MaxLength);
        builder.Property(entry => entry.Hash).HasMaxLength(64);
    }
}

internal sealed class EntryTextConfiguration : IEntityTypeConfiguration<EntryText>
{
    public void Configure(EntityTypeBuilder<EntryText> builder)
    {
        builder.HasKey(text => new { text.Sequence, text.Salt });
    }
}

internal sealed class BaseEntryConfiguration : IEntityTypeConfiguration<BaseEntry>
{
    public void Configure(EntityTypeBuilder<BaseEntry> builder)
    {
        // A table of its own: what reads the history must not read these with it.
        builder.HasBaseType((Type?)null);
        builder.HasKey(entry => entry.Sequence);
        builder.Property(entry => entry.Sequence).ValueGeneratedNever();
        builder.HasIndex(entry => entry.Id).IsUnique();
        builder.HasIndex(entry => new { entry.SubjectId, entry.Environment, entry.Sequence });
        builder.Property(entry => entry.Action).HasMaxLength(60);
        builder.Property(entry => entry.SubjectKey).HasMaxLength(Slug.MaxLength);
        builder.Property(entry => entry.Area).HasMaxLength(Slug.MaxLength);
        builder.Property(entry => entry.Environment).HasMaxLength(Slug.MaxLength);
        builder.Property(entry => entry.Hash).HasMaxLength(64);
    }
}

internal sealed class HistoryArchiveConfiguration : IEntityTypeConfiguration<HistoryArchive>
{
    public void Configure(EntityTypeBuilder<HistoryArchive> builder)
    {
        builder.HasKey(archive => archive.Last);
        builder.Property(archive => archive.Last).ValueGeneratedNever();
        builder.Property(archive => archive.Hash).HasMaxLength(64);
        builder.Property(archive => archive.Sha256).HasMaxLength(64);
        builder.Property(archive => archive.BaseHash).HasMaxLength(64);
    }
}

internal sealed class RetentionPolicyConfiguration : IEntityTypeConfiguration<RetentionPolicy>
{
    public void Configure(EntityTypeBuilder<RetentionPolicy> builder)
    {
        builder.Property(policy => policy.Id).ValueGeneratedNever();
        builder.Property(policy => policy.Version).IsConcurrencyToken();
        builder.HasData(new RetentionPolicy());
    }
}

internal sealed class HistoryHeadConfiguration : IEntityTypeConfiguration<HistoryHead>
{
    public void Configure(EntityTypeBuilder<HistoryHead> builder)
    {
        builder.Property(head => head.Id).ValueGeneratedNever();
        builder.Property(head => head.Sequence).IsConcurrencyToken();
        builder.Property(head => head.Hash).HasMaxLength(64);
        builder.HasData(new HistoryHead());
    }
}

internal sealed class CheckpointConfiguration : IEntityTypeConfiguration<Checkpoint>
{
    public void Configure(EntityTypeBuilder<Checkpoint> builder)
    {
        builder.HasKey(checkpoint => checkpoint.Sequence);
        builder.Property(checkpoint => checkpoint.Sequence).ValueGeneratedNever();
    }
}

internal sealed class SigningKeyConfiguration : IEntityTypeConfiguration<SigningKey>
{
    public void Configure(EntityTypeBuilder<SigningKey> builder) => builder.Property(key => key.Id).ValueGeneratedNever();
}

internal sealed class SavedFilterConfiguration : IEntityTypeConfiguration<SavedFilter>
{
    public void Configure(EntityTypeBuilder<SavedFilter> builder)
    {
        builder.Property(filter => filter.Id).ValueGeneratedNever();
        builder.Property(filter => filter.Name).HasMaxLength(SavedFilter.LongestName);
        builder.HasIndex(filter => new { filter.OwnerId, filter.Name }).IsUnique();
        builder.HasMany(filter => filter.Readers).WithOne().HasForeignKey(reader => reader.FilterId);
    }
}

internal sealed class SavedFilterReaderConfiguration : IEntityTypeConfiguration<SavedFilterReader>
{
    public void Configure(EntityTypeBuilder<SavedFilterReader> builder)
    {
        builder.ToTable("SavedFilterReaders");
        builder.HasKey(reader => new { reader.FilterId, reader.PersonId });
        builder.HasIndex(reader => reader.PersonId);
    }
}
