using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Data.Configurations;

internal sealed class ControlConfiguration : IEntityTypeConfiguration<ReleaseControl>
{
    public void Configure(EntityTypeBuilder<ReleaseControl> builder)
    {
        builder.Property(control => control.Id).ValueGeneratedNever();
        builder.Property(control => control.Key).HasMaxLength(Slug.MaxLength);
        builder.HasIndex(control => control.Key).IsUnique();
        builder.HasIndex(control => new { control.Purpose, control.Name });
        builder.Property(control => control.Area).HasMaxLength(Slug.MaxLength);
        builder.Property(control => control.OffVariant).HasMaxLength(Slug.MaxLength);
        builder.Property(control => control.Tags).HasJson();
        builder.Property(control => control.Variants).HasJson();
        builder.Property(control => control.Version).IsConcurrencyToken();
        builder.Ignore(control => control.IsKillSwitch);
        builder.HasMany(control => control.States).WithOne().HasForeignKey(state => state.ControlId);
        builder.Navigation(control => control.States).UsePropertyAccessMode(PropertyAccessMode.Field).HasField("_states");
    }
}

internal sealed class StateConfiguration : IEntityTypeConfiguration<StateOnEnvironment>
{
    public void Configure(EntityTypeBuilder<StateOnEnvironment> builder)
    {
        builder.HasKey(state => new { state.ControlId, state.Environment });
        builder.Property(state => state.Environment).HasMaxLength(Slug.MaxLength);
        builder.HasIndex(state => new { state.Environment, state.Availability });
        builder.Property(state => state.State).HasJson();
        builder.Property(state => state.Version).IsConcurrencyToken();
    }
}
