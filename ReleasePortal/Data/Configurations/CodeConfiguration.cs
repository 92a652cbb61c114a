using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReleasePortal.Data.Code;
using ReleasePortal.Domain;

namespace ReleasePortal.Data.Configurations;

internal sealed class CodeScanConfiguration : IEntityTypeConfiguration<CodeScan>
{
    public void Configure(EntityTypeBuilder<CodeScan> builder)
    {
        builder.Property(scan => scan.Id).ValueGeneratedNever();
        builder.Property(scan => scan.Repository).HasMaxLength(CodeScan.LongestName);
        builder.HasIndex(scan => scan.Repository).IsUnique();
        builder.Property(scan => scan.Commit).HasMaxLength(CodeScan.LongestName);
        builder.Property(scan => scan.Toolkits).HasJson();
        builder.HasMany(scan => scan.References).WithOne().HasForeignKey(reference => reference.ScanId);
    }
}

internal sealed class CodeReferenceConfiguration : IEntityTypeConfiguration<CodeReference>
{
    // Nothing refers to controls: a report may come before the control, and stays when that goes.
    public void Configure(EntityTypeBuilder<CodeReference> builder)
    {
        builder.HasKey(reference => new { reference.ScanId, reference.Control });
        builder.Property(reference => reference.Control).HasMaxLength(Slug.MaxLength);
        builder.HasIndex(reference => reference.Control);
        builder.Property(reference => reference.Places).HasJson();
    }
}
