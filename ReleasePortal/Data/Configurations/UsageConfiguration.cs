using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReleasePortal.Data.Usage;
using ReleasePortal.Domain;

namespace ReleasePortal.Data.Configurations;

// Nothing refers to controls, environments and keys: what was counted stays true when one of them goes.
internal sealed class UseConfiguration : IEntityTypeConfiguration<Use>
{
    public void Configure(EntityTypeBuilder<Use> builder)
    {
        builder.Property(use => use.Id).ValueGeneratedNever();
        builder.Property(use => use.Control).HasMaxLength(Slug.MaxLength);
        builder.Property(use => use.Environment).HasMaxLength(Slug.MaxLength);
        builder.Property(use => use.Variant).HasMaxLength(Slug.MaxLength);
        builder.HasIndex(use => use.Control);
    }
}

internal sealed class UseCountConfiguration : IEntityTypeConfiguration<UseCount>
{
    // The order in which a control's page reads them, and in which old ones are deleted.
    public void Configure(EntityTypeBuilder<UseCount> builder) => builder.HasKey(count => new { count.UseId, count.Span, count.At });
}
